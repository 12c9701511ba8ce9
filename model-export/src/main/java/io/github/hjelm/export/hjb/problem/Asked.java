package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.ArrayList;
import java.util.List;

/** What a request asks of grid, scheme and horizon, over a problem's own choice. */
final class Asked {

  /** Fewer nodes have no inner node with neighbours on both sides that are inner nodes too. */
  private static final int MIN_COUNT = 5;

  private Asked() {}

  /**
   * The grid.
   *
   * @param standard the problem's own axes
   * @param bytesPerNode what the solver keeps in memory
   */
  static Grid grid(
      Problem problem, SolveRequest request, List<GridAxis> standard, long bytesPerNode)
      throws SolveRefusal {
    List<GridAxis> axes = axes(problem, request, standard);
    double nodes = 1;
    for (GridAxis axis : axes) {
      if (axis.count() < MIN_COUNT) {
        throw new SolveRefusal(
            "%s: %d nodes on an axis are too few, take at least %d"
                .formatted(problem.name(), axis.count(), MIN_COUNT));
      }
      nodes *= axis.count();
    }
    refuseTooLarge(problem, nodes, axes.size(), bytesPerNode);
    return new Grid(axes);
  }

  /** The problem's own axes, changed as the request says. */
  static List<GridAxis> axes(Problem problem, SolveRequest request, List<GridAxis> standard)
      throws SolveRefusal {
    int n = standard.size();
    List<Integer> counts = request.counts().orElse(standard.stream().map(GridAxis::count).toList());
    List<Double> lower = request.lower().orElse(standard.stream().map(GridAxis::lower).toList());
    List<Double> upper = request.upper().orElse(standard.stream().map(GridAxis::upper).toList());
    if (counts.size() != n || lower.size() != n || upper.size() != n) {
      throw new SolveRefusal(
          "%s has %d axes, so --grid, --lower and --upper need %d numbers"
              .formatted(problem.name(), n, n));
    }
    List<GridAxis> axes = new ArrayList<>();
    for (int axis = 0; axis < n; axis++) {
      requirePeriod(problem, standard.get(axis), lower.get(axis), upper.get(axis));
      axes.add(
          axis(problem, standard.get(axis), lower.get(axis), upper.get(axis), counts.get(axis)));
    }
    return axes;
  }

  /** Ends are typed with few digits, so a period is met to a millionth. */
  private static void requirePeriod(Problem problem, GridAxis axis, double lower, double upper)
      throws SolveRefusal {
    double period = axis.upper() - axis.lower();
    // Written so that NaN is refused.
    if (axis.periodic() && !(Math.abs(upper - lower - period) <= 1e-6 * period)) {
      throw new SolveRefusal(
          "%s: axis %s is periodic, so its ends must lie %s %s apart, but are %s and %s"
              .formatted(problem.name(), axis.name(), period, axis.unit(), lower, upper));
    }
  }

  /** Refuses more nodes than memory holds. */
  static void refuseTooLarge(Problem problem, double nodes, int n, long bytesPerNode)
      throws SolveRefusal {
    double available =
        Math.min(
            (double) Runtime.getRuntime().maxMemory(), (double) bytesPerNode * Integer.MAX_VALUE);
    double needed = nodes * (double) bytesPerNode;
    if (needed <= available) {
      return;
    }
    int fits = (int) Math.floor(Math.pow(available / (double) bytesPerNode, 1.0 / n));
    throw new SolveRefusal(
        "%s: this grid needs %.1f GiB and %.1f GiB are there, at most %d nodes per axis fit"
            .formatted(problem.name(), needed * 0x1p-30, available * 0x1p-30, fits));
  }

  private static GridAxis axis(
      Problem problem, GridAxis standard, double lower, double upper, int count)
      throws SolveRefusal {
    try {
      return new GridAxis(
          standard.name(), standard.unit(), lower, upper, count, standard.periodic());
    } catch (IllegalArgumentException e) {
      throw new SolveRefusal(
          problem.name() + ": " + e.getMessage() + ", correct --lower and --upper");
    }
  }

  /** The scheme's name, checked; the first one known is the standard. */
  static String scheme(Problem problem, SolveRequest request, List<String> known)
      throws SolveRefusal {
    String scheme = request.scheme().orElse(known.get(0));
    if (known.contains(scheme)) {
      return scheme;
    }
    throw new SolveRefusal(
        "%s is not solved by scheme '%s', %s"
            .formatted(problem.name(), scheme, Spelling.advice(scheme, known)));
  }

  /** Refuses a finite horizon where the equation has none. */
  static void refuseHorizon(Problem problem, SolveRequest request) throws SolveRefusal {
    if (request.horizon().isPresent() && request.horizon().getAsDouble() < Double.MAX_VALUE) {
      throw new SolveRefusal(
          problem.name() + " has an infinite horizon with discount, leave --horizon out");
    }
  }

  /** The values as they are to be kept. */
  static Values values(SolveRequest request, double[] v) {
    if (!request.singlePrecision()) {
      return new Values.Doubles(v);
    }
    float[] single = new float[v.length];
    for (int node = 0; node < v.length; node++) {
      single[node] = (float) v[node];
    }
    return new Values.Floats(single);
  }

  static void refuseUnfinished(Problem problem, boolean converged, double errorBound)
      throws SolveRefusal {
    if (!converged) {
      throw new SolveRefusal(
          "%s: did not converge, the error is still up to %.3g; raise the discount rate or narrow the grid"
              .formatted(problem.name(), errorBound));
    }
  }
}
