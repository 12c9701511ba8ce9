package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Solution;
import java.util.function.ToDoubleFunction;

/** How a table differs from the closed form, over those of its nodes that are looked at. */
final class TableErrors {

  /** Which nodes count. */
  @FunctionalInterface
  interface Where {
    boolean counts(double[] x, double exact);
  }

  private double largest;
  private double largestRelative;
  private double sum;
  private int nodes;
  private int unsafeInBoth;
  private int unsafeInEither;
  private int missed;

  /**
   * @param margin what the table's value must reach for a node to be called safe
   */
  TableErrors(
      Solution solution, ToDoubleFunction<double[]> closedForm, double margin, Where where) {
    double[] x = new double[solution.grid().dimensions()];
    for (int node = 0; node < solution.grid().size(); node++) {
      solution.grid().coordinates(node, x);
      double exact = closedForm.applyAsDouble(x);
      if (where.counts(x, exact)) {
        add(solution.values().get(node), exact, margin);
      }
    }
  }

  private void add(double value, double exact, double margin) {
    double error = Math.abs(value - exact);
    // Math.max keeps a NaN, so that a table with one is not called exact.
    largest = Math.max(largest, error);
    largestRelative = Math.max(largestRelative, error / Math.abs(exact));
    sum += error;
    nodes++;
    if (value < 0 && exact < 0) {
      unsafeInBoth++;
    }
    if (value < 0 || exact < 0) {
      unsafeInEither++;
    }
    if (exact < 0 && value >= margin) {
      missed++;
    }
  }

  double max() {
    return largest;
  }

  double maxRelative() {
    return largestRelative;
  }

  double mean() {
    return sum / nodes;
  }

  /** Intersection over union of the unsafe sets, counted in nodes; 1 when both are empty. */
  double intersectionOverUnion() {
    return unsafeInEither == 0 ? 1 : (double) unsafeInBoth / unsafeInEither;
  }

  /** Unsafe nodes that the table calls safe. */
  int missedUnsafe() {
    return missed;
  }
}
