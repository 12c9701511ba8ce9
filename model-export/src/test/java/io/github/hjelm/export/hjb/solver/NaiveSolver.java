package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import java.util.Arrays;

/** The same equations node by node, as a textbook has them: slow and obvious. */
final class NaiveSolver {

  private final GridProblem problem;
  private final SolverSettings settings;
  private final Grid grid;
  private final AffineCoefficients coefficients;
  private final double[] terminal;
  private final double[] slopes;

  NaiveSolver(GridProblem problem, SolverSettings settings) {
    this.problem = problem;
    this.settings = settings;
    grid = problem.grid();
    coefficients = new AffineCoefficients(problem.robot(), problem.terms().boxes());
    terminal = sample(problem.terminal());
    slopes = new double[grid.dimensions()];
    for (int node = 0; node < grid.size(); node++) {
      for (int axis = 0; axis < slopes.length; axis++) {
        if (grid.index(node, axis) > 0) {
          double step = terminal[node] - terminal[node - grid.stride(axis)];
          slopes[axis] = Math.max(slopes[axis], Math.abs(step) / grid.axis(axis).spacing());
        }
      }
    }
  }

  private double[] sample(NodeFunction function) {
    double[] values = new double[grid.size()];
    double[] x = new double[grid.dimensions()];
    for (int node = 0; node < values.length; node++) {
      grid.coordinates(node, x);
      values[node] = function.at(x);
    }
    return values;
  }

  double[] solve() {
    double[] obstacle = problem.obstacle().map(this::sample).orElse(new double[0]);
    double[] v = terminal.clone();
    for (int node = 0; node < obstacle.length; node++) {
      v[node] = Math.max(v[node], obstacle[node]);
    }
    double rate = 0;
    for (int node = 0; node < grid.size(); node++) {
      double sum = 0;
      for (int axis = 0; axis < slopes.length; axis++) {
        sum += bound(node, axis) / grid.axis(axis).spacing();
      }
      rate = Math.max(rate, sum);
    }
    double reach = settings.rungeKutta().reach();
    int steps = (int) Math.ceil(settings.horizonS() * rate / (settings.cfl() * reach));
    double dt = settings.horizonS() / steps / reach;
    for (int step = 0; step < steps; step++) {
      double[] stage = v;
      for (int k = 0; k < settings.rungeKutta().stages(); k++) {
        double share = settings.rungeKutta().oldShare(k);
        double[] next = euler(stage, dt);
        for (int node = 0; node < next.length; node++) {
          next[node] = share * v[node] + (1 - share) * next[node];
          if (problem.tube() == Tube.FREEZE) {
            next[node] = Math.min(next[node], v[node]);
          }
          if (problem.tube() == Tube.OBSTACLE) {
            next[node] = Math.min(next[node], terminal[node]);
          }
          if (obstacle.length > 0) {
            next[node] = Math.max(next[node], obstacle[node]);
          }
        }
        stage = next;
      }
      v = stage;
    }
    return v;
  }

  private double[] euler(double[] v, double dt) {
    double[] next = new double[v.length];
    for (int node = 0; node < v.length; node++) {
      double h = hamiltonian(v, node);
      next[node] = v[node] + dt * h;
    }
    return next;
  }

  private double[] coefficients(int node) {
    double[] x = new double[grid.dimensions()];
    double[] all = new double[coefficients.count()];
    grid.coordinates(node, x);
    coefficients.at(x, all);
    return all;
  }

  private double localBound(int node, int axis) {
    double[] all = coefficients(node);
    double sum = 0;
    for (int c = axis; c < all.length; c += grid.dimensions()) {
      sum += Math.abs(all[c]);
    }
    return sum;
  }

  private double bound(int node, int axis) {
    if (settings.dissipation() != Dissipation.GLOBAL) {
      return localBound(node, axis);
    }
    double largest = 0;
    for (int other = 0; other < grid.size(); other++) {
      largest = Math.max(largest, localBound(other, axis));
    }
    return largest;
  }

  private double hamiltonian(double[] v, int node) {
    int n = grid.dimensions();
    double[] all = coefficients(node);
    double[] minus = new double[n];
    double[] plus = new double[n];
    double h = 0;
    for (int axis = 0; axis < n; axis++) {
      minus[axis] = derivative(v, node, axis, -1);
      plus[axis] = derivative(v, node, axis, 1);
      h += all[axis] * (minus[axis] + plus[axis]) / 2;
    }
    for (int input = 0; input < coefficients.inputs(); input++) {
      double switching = 0;
      for (int axis = 0; axis < n; axis++) {
        switching += all[(1 + input) * n + axis] * (minus[axis] + plus[axis]) / 2;
      }
      h += sign(input) * Math.abs(switching);
    }
    for (int axis = 0; axis < n; axis++) {
      double alpha =
          settings.dissipation() == Dissipation.LOCAL_LOCAL
              ? steepest(all, minus, plus, axis)
              : bound(node, axis);
      h += alpha * (plus[axis] - minus[axis]) / 2;
    }
    return h;
  }

  private int sign(int input) {
    return coefficients.isControl(input)
        ? problem.game().controlSign()
        : -problem.game().controlSign();
  }

  /** max |∂H/∂p_axis| over all choices of inputs that some corner gradient makes optimal. */
  private double steepest(double[] all, double[] minus, double[] plus, int axis) {
    int n = minus.length;
    double low = all[axis];
    double high = all[axis];
    for (int input = 0; input < coefficients.inputs(); input++) {
      double smallest = Double.POSITIVE_INFINITY;
      double largest = Double.NEGATIVE_INFINITY;
      for (int corner = 0; corner < 1 << n; corner++) {
        double switching = 0;
        for (int other = 0; other < n; other++) {
          double p = (corner >> other & 1) == 1 ? plus[other] : minus[other];
          switching += all[(1 + input) * n + other] * p;
        }
        smallest = Math.min(smallest, switching);
        largest = Math.max(largest, switching);
      }
      double gain = sign(input) * all[(1 + input) * n + axis];
      double[] choices =
          smallest >= 0
              ? new double[] {gain}
              : largest <= 0 ? new double[] {-gain} : new double[] {-gain, gain};
      low += Arrays.stream(choices).min().orElseThrow();
      high += Arrays.stream(choices).max().orElseThrow();
    }
    return Math.max(Math.abs(low), Math.abs(high));
  }

  private double value(double[] v, int node, int axis, int offset) {
    GridAxis along = grid.axis(axis);
    int n = along.count();
    int index = grid.index(node, axis);
    int first = node - index * grid.stride(axis);
    int wanted = index + offset;
    if (along.periodic()) {
      return v[first + Math.floorMod(wanted, n) * grid.stride(axis)];
    }
    int inside = Math.min(n - 1, Math.max(0, wanted));
    double edge = v[first + inside * grid.stride(axis)];
    if (inside == wanted) {
      return edge;
    }
    double inner = v[first + (inside == 0 ? 1 : n - 2) * grid.stride(axis)];
    return settings.boundary().extrapolate(edge, inner, Math.abs(wanted - inside));
  }

  /** The one-sided derivative from the side: -1 looks back, +1 ahead. */
  private double derivative(double[] v, int node, int axis, int side) {
    int halo = settings.upwind().halo();
    double[] d = new double[2 * halo];
    for (int k = 0; k < d.length; k++) {
      int at = side < 0 ? k - halo : halo - k;
      d[k] =
          (value(v, node, axis, at - side) - value(v, node, axis, at))
              / (-side * grid.axis(axis).spacing());
    }
    return side(settings.upwind(), d, slopes[axis]);
  }

  private static double side(UpwindScheme scheme, double[] d, double slope) {
    if (scheme == UpwindScheme.FIRST) {
      return d[0];
    }
    if (scheme == UpwindScheme.ENO2) {
      double back = d[1] - d[0];
      double ahead = d[2] - d[1];
      return d[1] + 0.5 * (Math.abs(back) <= Math.abs(ahead) ? back : ahead);
    }
    double[] cubic = {
      d[0] / 3 - 7 * d[1] / 6 + 11 * d[2] / 6,
      -d[1] / 6 + 5 * d[2] / 6 + d[3] / 3,
      d[2] / 3 + 5 * d[3] / 6 - d[4] / 6
    };
    if (scheme == UpwindScheme.ENO3) {
      int start = Math.abs(d[2] - d[1]) <= Math.abs(d[3] - d[2]) ? 0 : 1;
      double left = d[start + 2] - 2 * d[start + 1] + d[start];
      double right = d[start + 3] - 2 * d[start + 2] + d[start + 1];
      return cubic[Math.abs(left) <= Math.abs(right) ? start : start + 1];
    }
    double[] rough = {
      rough(d[0] - 2 * d[1] + d[2], d[0] - 4 * d[1] + 3 * d[2]),
      rough(d[1] - 2 * d[2] + d[3], d[1] - d[3]),
      rough(d[2] - 2 * d[3] + d[4], 3 * d[2] - 4 * d[3] + d[4])
    };
    double[] ideal = {0.1, 0.6, 0.3};
    double weights = 0;
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      rough[k] = Math.pow(rough[k] / (slope * slope) + 1e-6, 2);
    }
    double imbalance = Math.abs(rough[0] - rough[2]);
    for (int k = 0; k < 3; k++) {
      double weight = ideal[k] * (1 + imbalance / rough[k]);
      weights += weight;
      sum += weight * cubic[k];
    }
    return sum / weights;
  }

  private static double rough(double second, double first) {
    return 13.0 / 12 * second * second + 0.25 * first * first;
  }
}
