package io.github.hjelm.deploy;

import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.safety.SafeCommand;
import java.util.Arrays;

/** When cycles began and how long they took, written by the loop and read by whoever measures. */
final class CycleLengths implements CycleWatcher {

  private static final int MOST_CYCLES = 1 << 20;

  private final long[] tookNs = new long[MOST_CYCLES];
  private final long[] beganNs = new long[MOST_CYCLES];
  private volatile int count;
  private volatile long thread = -1;

  @Override
  public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
    long[] stages = loop.stageNs();
    int at = count;
    tookNs[at % MOST_CYCLES] = stages[stages.length - 1];
    beganNs[at % MOST_CYCLES] = nowNs;
    thread = Thread.currentThread().getId();
    count = at + 1;
  }

  @Override
  public void failed(Throwable fault) {
    fault.printStackTrace();
  }

  /** How many there were so far. */
  int count() {
    return count;
  }

  /** The loop's thread. */
  long thread() {
    return thread;
  }

  /** Those of some cycles, in order of length. */
  long[] between(int from, int to) {
    long[] some = new long[to - from];
    for (int i = from; i < to; i++) {
      some[i - from] = tookNs[i % MOST_CYCLES];
    }
    Arrays.sort(some);
    return some;
  }

  /** How far the time between two beginnings was from a period, in order. */
  long[] unevenness(int from, int to, long periodNs) {
    long[] some = new long[to - from - 1];
    for (int i = from; i < to - 1; i++) {
      long gapNs = beganNs[(i + 1) % MOST_CYCLES] - beganNs[i % MOST_CYCLES];
      some[i - from] = Math.abs(gapNs - periodNs);
    }
    Arrays.sort(some);
    return some;
  }
}
