package io.github.hjelm.controller.loop;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.time.MonotonicClock;

/**
 * How long each stage of the last cycle took, for people to see. Nothing is decided by it: what is
 * decided in a cycle is decided at the one instant that was handed to it.
 */
@SuppressWarnings("EnumOrdinal") // an index that lives and dies in this package
final class CycleTimes {

  private final MonotonicClock clock;
  private final long deadlineNs;
  private final long[] stageNs = new long[CycleStage.values().length];
  private long beganNs;
  private long atNs;
  private long missesInARow;
  private volatile long misses;
  private volatile long mostMissesInARow;

  /**
   * @param deadlineNs a whole cycle that takes longer is a miss
   */
  CycleTimes(MonotonicClock clock, long deadlineNs) {
    this.clock = clock;
    this.deadlineNs = deadlineNs;
  }

  @HotPath
  void begin(long nowNs) {
    beganNs = nowNs;
    atNs = nowNs;
  }

  @HotPath
  void end(CycleStage stage) {
    long nowNs = clock.nanoTime();
    stageNs[stage.ordinal()] = nowNs - atNs;
    atNs = nowNs;
  }

  /** The last stage of the cycle has ended. */
  @HotPath
  void endWhole() {
    long wholeNs = atNs - beganNs;
    stageNs[CycleStage.WHOLE.ordinal()] = wholeNs;
    if (wholeNs <= deadlineNs) {
      missesInARow = 0;
      return;
    }
    missesInARow++;
    // One thread writes; readers only need to see whole numbers.
    long counted = misses + 1;
    misses = counted;
    mostMissesInARow = Math.max(mostMissesInARow, missesInARow);
  }

  /** When the last stage that was measured ended. */
  long atNs() {
    return atNs;
  }

  /** Nanoseconds by {@link CycleStage}, lent until the next cycle. */
  long[] stageNs() {
    return stageNs;
  }

  long misses() {
    return misses;
  }

  long mostMissesInARow() {
    return mostMissesInARow;
  }
}
