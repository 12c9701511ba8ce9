package io.github.hjelm.controller.loop;

/**
 * When things happen in a cycle and between two.
 *
 * @param cycleNs what usually lies between two cycles
 * @param actionNs for how long the policy means each action of a chunk
 * @param actingDelayNs from the instant of a cycle until its command moves the robot: the wire, and
 *     the robot's wait for its own next period
 * @param deadlineNs a cycle that takes longer is counted as a miss
 */
public record CycleTiming(long cycleNs, long actionNs, long actingDelayNs, long deadlineNs) {

  public CycleTiming {
    if (cycleNs < 1 || actionNs < 1 || actingDelayNs < 0 || deadlineNs < 1) {
      throw new IllegalArgumentException(
          "a loop needs periods and a deadline above 0 and a delay of at least 0, but has %d, %d, %d and %d ns"
              .formatted(cycleNs, actionNs, deadlineNs, actingDelayNs));
    }
  }
}
