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
   * How evenly successes spread over the M modes: the entropy H(p) / log M, 1 where all are used
   * alike or there is but one, 0 where one is used alone or nothing succeeded.
   */
  public double modeCoverage() {
    int all = successes();
    if (all == 0) {
      return 0;
    }
    if (successesPerMode.size() == 1) {
      return 1;
    }
    double entropy = 0;
    for (int count : successesPerMode) {
      if (count > 0) {
        double share = (double) count / all;
        entropy -= share * Math.log(share);
      }
    }
    return entropy / Math.log(successesPerMode.size());
  }
}
