package io.github.hjelm.export.hjb;

import io.github.hjelm.controller.reach.Grid;
import java.util.Map;

/**
 * A solved value function and how it came about.
 *
 * @param grid where the values lie
 * @param values one per node, in the grid's order; owned by this solution
 * @param sign what the values mean, in words: {@code "safe where > 0"}, {@code "time to reach in
 *     s"}, …
 * @param problem the problem's name
 * @param parameters every parameter, those left at their default included
 * @param scheme the scheme's name
 * @param monotone whether the scheme is monotone, so that convergence is a theorem
 * @param horizonS the horizon; infinite where it ran until convergence
 * @param seconds pure solving time
 * @param steps time steps or iterations
 * @param residual the last change per unit of time, or of the equation where there is no time
 */
public record Solution(
    Grid grid,
    Values values,
    String sign,
    String problem,
    Map<String, Object> parameters,
    String scheme,
    boolean monotone,
    double horizonS,
    double seconds,
    long steps,
    double residual) {

  /** How many nodes were brought one step on in each second; zero when no time passed. */
  public double nodeUpdatesPerSecond() {
    return seconds > 0 ? (double) grid.size() * steps / seconds : 0;
  }
}
