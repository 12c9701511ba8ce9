package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Solution;
import java.util.function.ToDoubleFunction;

/** Values that are known without a grid, as functions of the state. */
final class ClosedForms {

  /** Terms of the series below are smaller than 1e-16 from here on, for σ²T above 0.01. */
  private static final int SERIES_TERMS = 60;

  private ClosedForms() {}

  /** A parameter that the solution was made with. */
  static double parameter(Solution solution, String name) {
    Object value = solution.parameters().get(name);
    if (value == null) {
      throw new IllegalStateException(solution.problem() + " reports no parameter '" + name + "'");
    }
    return Double.parseDouble(value.toString());
  }

  /** Dubins car that avoids a disc, for turns below π: straight on, or around either circle. */
  static ToDoubleFunction<double[]> dubinsAvoid(Solution solution) {
    double radius = parameter(solution, "radius");
    double rho = parameter(solution, "speed") / parameter(solution, "turnRate");
    return x -> {
      double cos = Math.cos(x[2]);
      double sin = Math.sin(x[2]);
      if (x[0] * cos + x[1] * sin >= 0) {
        return Math.hypot(x[0], x[1]) - radius;
      }
      double left = Math.hypot(x[0] - rho * sin, x[1] + rho * cos);
      double right = Math.hypot(x[0] + rho * sin, x[1] - rho * cos);
      return Math.max(left, right) - rho - radius;
    };
  }

  /**
   * A point mass that stays within |x| ≤ X: V = min{X - |x|, X - |x + v|v|/(2A)|}, A the control's
   * bound less the disturbance's.
   */
  static ToDoubleFunction<double[]> doubleIntegratorAvoid(Solution solution) {
    double position = parameter(solution, "wall");
    double acceleration = parameter(solution, "acceleration") - parameter(solution, "disturbance");
    return x -> {
      double stop = x[0] + x[1] * Math.abs(x[1]) / (2 * acceleration);
      return Math.min(position - Math.abs(x[0]), position - Math.abs(stop));
    };
  }

  /** Shortest time in which a point mass comes to rest at 0: full push one way, then the other. */
  static ToDoubleFunction<double[]> timeToRest(Solution solution) {
    double a = parameter(solution, "acceleration");
    return x -> {
      double position = x[0] / a;
      double velocity = x[1] / a;
      double side = position > -velocity * Math.abs(velocity) / 2 ? 1 : -1;
      double root = 4 * side * position + 2 * velocity * velocity;
      return side * velocity + Math.sqrt(Math.max(0, root));
    };
  }

  /** P of the linear regulator: (β²/r)P² + (ρ - 2α)P - q = 0. */
  static double riccati(Solution solution) {
    double beta = parameter(solution, "beta");
    double a = beta * beta / parameter(solution, "r");
    double b = parameter(solution, "rho") - 2 * parameter(solution, "alpha");
    return (-b + Math.sqrt(b * b + 4 * a * parameter(solution, "q"))) / (2 * a);
  }

  /** K of the control -Kx. */
  static double regulatorGain(Solution solution) {
    return parameter(solution, "beta") * riccati(solution) / parameter(solution, "r");
  }

  /** Control per unit of the cost-to-go's slope: β/r. */
  static double regulatorGainPerSlope(Solution solution) {
    return parameter(solution, "beta") / parameter(solution, "r");
  }

  /** Cost-to-go ½Px² + σ²P/(2ρ). */
  static ToDoubleFunction<double[]> regulator(Solution solution) {
    double p = riccati(solution);
    double sigma = parameter(solution, "sigma");
    double constant = sigma * sigma * p / (2 * parameter(solution, "rho"));
    return x -> p * x[0] * x[0] / 2 + constant;
  }

  /** Merton's reward over the logarithm of wealth: A e^{(1-γ)y}/(1-γ). */
  static ToDoubleFunction<double[]> merton(Solution solution) {
    double gamma = parameter(solution, "gamma");
    double a = Math.pow(mertonConsumption(solution), -gamma);
    return x -> a * Math.exp((1 - gamma) * x[0]) / (1 - gamma);
  }

  /** The risky share (μ - r)/(γσ²). */
  static double mertonShare(Solution solution) {
    return mertonSharePerRisk(solution) / parameter(solution, "gamma");
  }

  /** (μ - r)/σ². */
  static double mertonSharePerRisk(Solution solution) {
    double sigma = parameter(solution, "sigma");
    return (parameter(solution, "mu") - parameter(solution, "riskFree")) / (sigma * sigma);
  }

  /** Consumption per unit of wealth. */
  static double mertonConsumption(Solution solution) {
    double gamma = parameter(solution, "gamma");
    double excess = parameter(solution, "mu") - parameter(solution, "riskFree");
    double growth = parameter(solution, "riskFree") + excess * mertonShare(solution) / 2;
    return (parameter(solution, "rho") - (1 - gamma) * growth) / gamma;
  }

  /** Probability that σW stays between -1 and 1 until T, without drift. */
  static ToDoubleFunction<double[]> survival(Solution solution) {
    double sigma = parameter(solution, "sigma");
    double time = sigma * sigma * solution.horizonS();
    return x -> {
      double sum = 0;
      for (int k = 0; k < SERIES_TERMS; k++) {
        double odd = 2 * k + 1;
        double decay = Math.exp(-odd * odd * Math.PI * Math.PI * time / 8);
        double sign = k % 2 == 0 ? 1 : -1;
        sum += sign * 4 / (odd * Math.PI) * decay * Math.cos(odd * Math.PI * x[0] / 2);
      }
      return sum;
    };
  }
}
