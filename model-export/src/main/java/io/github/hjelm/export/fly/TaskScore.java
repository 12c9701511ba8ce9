package io.github.hjelm.export.fly;

/**
 * How a robot has fared at its task so far.
 *
 * @param periods control periods of the robot
 * @param violations those at whose end the true state had l(x) &lt; 0
 * @param leastClearance the least l(x) of all, NaN where it was lost sight of
 * @param goalsReached attempts that succeeded
 * @param failures attempts that took too long, were lost, or had a violation
 */
public record TaskScore(
    long periods, long violations, double leastClearance, long goalsReached, long failures) {

  /** Before anything has happened. */
  static final TaskScore NONE = new TaskScore(0, 0, Double.POSITIVE_INFINITY, 0, 0);

  /** Attempts that have ended. */
  public long attempts() {
    return goalsReached + failures;
  }
}
