package io.github.hjelm.export.task;

import io.github.hjelm.export.task.Referee.Standing;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Adds up attempts that have ended. */
final class AttemptCounts {

  private final Task task;
  private final Integer[] successesPerMode;

  /** Successes by start and mode. */
  private final int[][] ways;

  private int attempts;
  private int violations;
  private int invalid;
  private int successes;
  private double cost;
  private double successCost;
  private long periods;
  private double clearance = Double.POSITIVE_INFINITY;
  private double optimalCost;
  private boolean optimumKnown = true;

  AttemptCounts(Task task, int starts) {
    this.task = task;
    ways = new int[starts][task.modes().size()];
    successesPerMode = new Integer[task.modes().size()];
    Arrays.fill(successesPerMode, 0);
  }

  void add(Attempts.Attempt attempt) {
    attempts++;
    cost += attempt.cost;
    periods += attempt.periods;
    clearance = Math.min(clearance, attempt.clearance);
    violations += attempt.clearance >= 0 ? 0 : 1;
    invalid += attempt.invalid ? 1 : 0;
    if (attempt.standing == Standing.SUCCEEDED) {
      successes++;
      successCost += attempt.cost;
      successesPerMode[attempt.referee.mode()]++;
      ways[attempt.startNumber][attempt.referee.mode()]++;
    }
    OptionalDouble optimum = task.optimalCost(attempt.start);
    optimumKnown &= optimum.isPresent();
    optimalCost += optimum.orElse(0);
  }

  // Of n attempts from one start n(n-1)/2 pairs can be made, of which Σ c(c-1)/2 went one way.
  private WaysTaken waysTaken() {
    long pairs = 0;
    long same = 0;
    for (int[] counts : ways) {
      long n = 0;
      for (int count : counts) {
        n += count;
        same += (long) count * (count - 1) / 2;
      }
      pairs += n * (n - 1) / 2;
    }
    return new WaysTaken(pairs, pairs - same);
  }

  AttemptSummary summary() {
    return new AttemptSummary(
        attempts,
        Arrays.asList(successesPerMode),
        violations,
        invalid,
        cost / attempts,
        successes > 0 ? OptionalDouble.of(successCost / successes) : OptionalDouble.empty(),
        (double) periods / attempts,
        clearance,
        waysTaken(),
        optimumKnown ? OptionalDouble.of(cost / optimalCost) : OptionalDouble.empty());
  }
}
