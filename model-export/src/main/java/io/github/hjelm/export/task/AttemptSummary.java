package io.github.hjelm.export.task;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a number of attempts went.
 *
 * @param successesPerMode in the order of {@link Task#modes()}
 * @param violations attempts that ever had l(x) &lt; 0, all of them failures
 * @param invalid attempts that ended because a control was not a number
 * @param meanCost ∫κ dt, over all attempts up to where they ended
 * @param meanSuccessCost the same over those that succeeded, if any did
 * @param meanPeriods control periods until they ended
 * @param leastClearance the least l(x) of all
 * @param ways which were taken from one start, where there were several attempts from each
 * @param costRatio the cost of all attempts together over the least possible from their starts,
 *     where the task knows it
 */
public record AttemptSummary(
    int attempts,
    List<Integer> successesPerMode,
    int violations,
    int invalid,
    double meanCost,
    OptionalDouble meanSuccessCost,
    double meanPeriods,
    double leastClearance,
    WaysTaken ways,
    OptionalDouble costRatio) {

  public AttemptSummary {
    successesPerMode = List.copyOf(successesPerMode);
  }

  public int successes() {
    return successesPerMode.stream().mapToInt(Integer::intValue).sum();
  }

  /** The share of attempts that succeeded. */
  public double successShare() {
    return (double) successes() / attempts;
  }

  /** In which interval the chance of success lies, with a confidence of 95 %. */
  public WilsonInterval successInterval() {
    return WilsonInterval.of(successes(), attempts);
  }

  /**
   * How many of the ways that are open from a start are taken (see {@link WaysTaken#coverage}); 1
   * where there is but one.
   */
  public double modeCoverage() {
    return ways.coverage(successesPerMode.size());
  }

  /** The same with ways that were counted in attempts of their own. */
  public AttemptSummary withWays(WaysTaken counted) {
    return new AttemptSummary(
        attempts,
        successesPerMode,
        violations,
        invalid,
        meanCost,
        meanSuccessCost,
        meanPeriods,
        leastClearance,
        counted,
        costRatio);
  }
}
