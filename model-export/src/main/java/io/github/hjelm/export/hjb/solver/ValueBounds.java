package io.github.hjelm.export.hjb.solver;

import org.jspecify.annotations.Nullable;

/** V ≤ l for tubes and V ≥ g for obstacles, both at the time of the stage (theory 01.12, 01.13). */
final class ValueBounds {

  private final Lines lines;
  private final @Nullable TimedFunction movingUpper;
  private final @Nullable TimedFunction movingLower;
  private final double @Nullable [][] upper;
  private final double @Nullable [][] lower;

  /**
   * Samples what does not move.
   *
   * @param terminal l at the end, kept and not changed
   */
  ValueBounds(GridProblem problem, Lines lines, double[][] terminal) {
    this.lines = lines;
    boolean tube = problem.tube() == Tube.OBSTACLE;
    Terms terms = problem.terms();
    movingUpper = tube ? terms.movingTarget().orElse(null) : null;
    movingLower = terms.movingObstacle().orElse(null);
    upper = tube && movingUpper == null ? terminal : null;
    lower = movingLower == null ? problem.obstacle().map(lines::sample).orElse(null) : null;
  }

  /**
   * Moves V along a line between its bounds.
   *
   * @param scratch overwritten
   */
  void apply(int line, double timeS, double[] v, double[] scratch) {
    if (upper != null) {
      LineMath.least(v, upper[line]);
    } else if (movingUpper != null) {
      lines.sample(movingUpper, timeS, line, scratch);
      LineMath.least(v, scratch);
    }
    if (lower != null) {
      LineMath.most(v, lower[line]);
    } else if (movingLower != null) {
      lines.sample(movingLower, timeS, line, scratch);
      LineMath.most(v, scratch);
    }
  }
}
