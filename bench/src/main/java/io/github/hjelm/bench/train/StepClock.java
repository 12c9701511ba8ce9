package io.github.hjelm.bench.train;

import io.github.hjelm.sensors.time.MonotonicClock;

/**
 * Times steps of a trainer without touching it: the trainer reads its clock once before the first
 * step and once after each.
 */
final class StepClock implements MonotonicClock {

  private final MonotonicClock clock;
  private final long[] readings;
  private int read;

  StepClock(MonotonicClock clock, int steps) {
    this.clock = clock;
    readings = new long[steps + 1];
  }

  @Override
  public long nanoTime() {
    long now = clock.nanoTime();
    if (read < readings.length) {
      readings[read] = now;
    }
    read++;
    return now;
  }

  /** How long the steps after so many others took. */
  double secondsAfter(int steps) {
    if (read != readings.length) {
      throw new IllegalStateException(
          "the trainer read its clock %d times in %d steps".formatted(read, readings.length - 1));
    }
    return (readings[readings.length - 1] - readings[steps]) * 1e-9;
  }
}
