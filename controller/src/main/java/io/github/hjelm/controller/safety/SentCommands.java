package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;

/**
 * The commands that were sent last and when each began to act: what moved the robot since an
 * observation. Not thread-safe.
 */
final class SentCommands {

  /** A quarter of a second of a loop that runs a thousand times a second. */
  private static final int ROOM = 256;

  private static final double S_PER_NS = 1e-9;

  /** Goes on under one held command. */
  @FunctionalInterface
  interface Motion {
    @HotPath
    void advance(double[] u, double seconds);
  }

  private final double[][] controls;
  private final long[] sinceNs = new long[ROOM];
  private long count;

  SentCommands(int m) {
    controls = new double[ROOM][m];
  }

  void forget() {
    count = 0;
  }

  /** What another kept; it may go on on its own. */
  void takeOver(SentCommands before) {
    for (int slot = 0; slot < ROOM; slot++) {
      System.arraycopy(before.controls[slot], 0, controls[slot], 0, controls[slot].length);
    }
    System.arraycopy(before.sinceNs, 0, sinceNs, 0, ROOM);
    count = before.count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Keeps a copy; the command acts from now on, until the next. */
  @HotPath
  void add(long nowNs, double[] u) {
    int slot = (int) (count % ROOM);
    System.arraycopy(u, 0, controls[slot], 0, u.length);
    sinceNs[slot] = nowNs;
    count++;
  }

  /** The last command began to act at another instant than was thought when it was added. */
  @HotPath
  void amend(long sinceLastNs) {
    if (count > 0) {
      sinceNs[(int) ((count - 1) % ROOM)] = sinceLastNs;
    }
  }

  /**
   * Goes from one instant to another, command by command; nowhere when time runs backwards.
   *
   * @param briefNs what a command did for no longer than this is left to the one after it
   */
  @HotPath
  void replay(long fromNs, long toNs, long briefNs, Motion motion) {
    if (count == 0) {
      return;
    }
    long first = Math.max(0, count - ROOM);
    long index = count - 1;
    // Differences, never instants: they stay right when the clock's 64 bits wrap.
    while (index > first && sinceNs[(int) (index % ROOM)] - fromNs > 0) {
      index--;
    }
    long atNs = fromNs;
    while (toNs - atNs > 0) {
      long untilNs = toNs;
      if (index + 1 < count) {
        long nextNs = sinceNs[(int) ((index + 1) % ROOM)];
        untilNs = toNs - nextNs > 0 ? nextNs : toNs;
      }
      if (untilNs - atNs > (untilNs == toNs ? 0 : briefNs)) {
        motion.advance(controls[(int) (index % ROOM)], (untilNs - atNs) * S_PER_NS);
        atNs = untilNs;
      }
      index++;
      if (index >= count) {
        return;
      }
    }
  }

  @HotPath
  void save(ByteBuffer out) {
    out.putLong(count);
    for (int slot = 0; slot < ROOM; slot++) {
      boolean isUsed = slot < count;
      out.putLong(isUsed ? sinceNs[slot] : 0);
      for (double control : controls[slot]) {
        out.putDouble(isUsed ? control : 0);
      }
    }
  }

  void load(ByteBuffer in) {
    count = in.getLong();
    for (int slot = 0; slot < ROOM; slot++) {
      sinceNs[slot] = in.getLong();
      SnapshotBytes.take(in, controls[slot]);
    }
  }
}
