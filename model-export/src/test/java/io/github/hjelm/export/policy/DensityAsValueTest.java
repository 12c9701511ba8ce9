package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Noise taken off is optimal control, and -log p its value (theory 11.1 to 11.4). */
class DensityAsValueTest {

  private static final GaussianMixture PLANE =
      new GaussianMixture(
          List.of(
              new GaussianMixture.Part(0.25, List.of(0.5, -0.2), 0.3),
              new GaussianMixture.Part(0.75, List.of(-0.4, 0.7), 0.4)));

  private static final double BETA = 1.3;

  // Fourth order: (-f(2h) + 8f(h) - 8f(-h) + f(-2h))/(12h)
  private static double slope(DoubleUnaryOperator f) {
    double h = 2e-3;
    return (8 * (f.applyAsDouble(h) - f.applyAsDouble(-h))
            - (f.applyAsDouble(2 * h) - f.applyAsDouble(-2 * h)))
        / (12 * h);
  }

  // (-f(2h) + 16f(h) - 30f(0) + 16f(-h) - f(-2h))/(12h²)
  private static double bend(DoubleUnaryOperator f) {
    double h = 2e-3;
    return (16 * (f.applyAsDouble(h) + f.applyAsDouble(-h))
            - (f.applyAsDouble(2 * h) + f.applyAsDouble(-2 * h))
            - 30 * f.applyAsDouble(0))
        / (12 * h * h);
  }

  private static double[] moved(double[] x, int axis, double by) {
    double[] moved = x.clone();
    moved[axis] += by;
    return moved;
  }

  private interface Value {
    double at(double t, double[] x);
  }

  // dx = -½β x dt + √β dW: x_t = α a + √(1 - α²) z, α = e^{-βt/2}
  private static double variancePreserving(double t, double[] x) {
    double alpha = Math.exp(-0.5 * BETA * t);
    return -Math.log(PLANE.density(x, alpha, Math.sqrt(1 - alpha * alpha)));
  }

  // dx = dW, x_t = a + √t z: the noise levels of Edm, σ = √t
  private static double exploding(double t, double[] x) {
    return -Math.log(PLANE.density(x, Math.sqrt(t)));
  }

  // V_t = ½β (x·∇V - d) + ½g² (ΔV - |∇V|²)
  private static double residual(Value value, double beta, double square, double t, double[] x) {
    double along = -x.length;
    double laplacian = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      int axis = i;
      DoubleUnaryOperator line = by -> value.at(t, moved(x, axis, by));
      double p = slope(line);
      along += x[i] * p;
      squares += p * p;
      laplacian += bend(line);
    }
    double rise = slope(by -> value.at(t + by, x));
    return rise - 0.5 * beta * along - 0.5 * square * (laplacian - squares);
  }

  @Test
  void solvesItsHamiltonJacobiBellmanEquation() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      double t = random.nextDouble(0.1, 2);
      double[] x = {random.nextDouble(-1.5, 1.5), random.nextDouble(-1.5, 1.5)};
      String where = "t = %s, x = (%s, %s)".formatted(t, x[0], x[1]);
      assertEquals(
          0, residual(DensityAsValueTest::variancePreserving, BETA, BETA, t, x), 1e-6, where);
      assertEquals(0, residual(DensityAsValueTest::exploding, 0, 1, t, x), 1e-6, where);
    }
  }

  // Linear-quadratic: dX = u dr + dW, cost ½∫u² dr + (x - m)²/(2s²) after a time T. Riccati's
  // equation P' = P² backwards from 1/s² knows nothing of densities.
  @Test
  void steersByTheScoreAsRiccatiDoes() {
    double mean = 0.3;
    double deviation = 0.4;
    double whole = 1.5;
    GaussianMixture one = GaussianMixture.single(mean, deviation);
    double gain = 1 / (deviation * deviation);
    int steps = 20_000;
    double h = whole / steps;
    for (int i = 0; i < steps; i++) {
      double k1 = -gain * gain;
      double k2 = -Math.pow(gain + 0.5 * h * k1, 2);
      double k3 = -Math.pow(gain + 0.5 * h * k2, 2);
      double k4 = -Math.pow(gain + h * k3, 2);
      gain += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    for (double x : new double[] {-2, 0, 0.7}) {
      double control = -gain * (x - mean);
      assertEquals(control, one.score(new double[] {x}, Math.sqrt(whole))[0], 1e-8);
    }
  }

  private static final GaussianMixture LINE = GaussianMixture.line(0.3, -0.6, 0.6, 0.3);

  private static final double WHOLE = 1;

  // The cost of u along one path, without the martingale ∫∇V·dW, which has mean zero:
  //   ½∫u² dr + V₀(X_T) - ∫∇V dW
  private static double cost(double begin, double off, int steps, SplittableRandom random) {
    double h = WHOLE / steps;
    double x = begin;
    double cost = 0;
    for (int i = 0; i < steps; i++) {
      double score = LINE.score(new double[] {x}, Math.sqrt(WHOLE - i * h))[0];
      double control = score + off;
      double noise = Math.sqrt(h) * random.nextGaussian();
      cost += 0.5 * h * control * control + score * noise;
      x += h * control + noise;
    }
    return cost - Math.log(LINE.density(new double[] {x}, 0));
  }

  private static double meanCost(double begin, double off) {
    SplittableRandom random = new SplittableRandom(8);
    double sum = 0;
    int paths = 400;
    for (int n = 0; n < paths; n++) {
      sum += cost(begin, off, 2000, random);
    }
    return sum / paths;
  }

  // J(u) = V_T(x) + ½ E∫|u - ∇log p|² dr
  @Test
  void paysWhatTheDensityPromisesAndMoreForAnyOtherControl() {
    double begin = 0.4;
    double value = -Math.log(LINE.density(new double[] {begin}, Math.sqrt(WHOLE)));
    assertEquals(value, meanCost(begin, 0), 0.01);
    for (double off : new double[] {-0.5, 0.5}) {
      assertEquals(value + 0.5 * off * off * WHOLE, meanCost(begin, off), 0.02, "off by " + off);
    }
  }

  @Test
  void arrivesAtTheDistribution() {
    SplittableRandom random = new SplittableRandom(9);
    int n = 4000;
    int steps = 200;
    double h = WHOLE / steps;
    float[] ends = LINE.samples(n, 10);
    for (int k = 0; k < n; k++) {
      double x = ends[k] + Math.sqrt(WHOLE) * random.nextGaussian();
      for (int i = 0; i < steps; i++) {
        x += h * LINE.score(new double[] {x}, Math.sqrt(WHOLE - i * h))[0];
        x += Math.sqrt(h) * random.nextGaussian();
      }
      ends[k] = (float) x;
    }
    double distance = MethodRuns.distance(ends, LINE);
    assertTrue(distance < 0.03, () -> "paths end off by " + distance);
  }
}
