package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What leads to a stop, and what has to be over before an operator may end it. */
final class StopLatch {

  private static final double NS_PER_S = 1e9;

  private final LadderSettings ladder;
  private int unvouchedInARow;
  private @Nullable StopCause cause;

  /** Whether this cycle gave no reason to stop. */
  private boolean clear;

  StopLatch(LadderSettings ladder) {
    this.ladder = ladder;
  }

  /** A stop outlives whoever latched it, and so does what would have led to one. */
  void takeOver(StopLatch before) {
    cause = before.cause;
    unvouchedInARow = before.unvouchedInARow;
    clear = false;
  }

  /** Why it is stopped; null while it is not. */
  @Nullable StopCause cause() {
    return cause;
  }

  /** A cycle begins; whether it has a usable state. */
  @HotPath
  void begin(boolean sees) {
    clear = sees;
  }

  /** The first cause stays the one that is shown. */
  @HotPath
  void stop(StopCause why) {
    clear = false;
    if (cause == null) {
      cause = why;
    }
  }

  /** A prediction neither adds to the commands that nothing vouches for nor ends them. */
  @HotPath
  void judge(Assurance assurance) {
    if (assurance == Assurance.VOUCHED) {
      unvouchedInARow = 0;
    } else if (assurance == Assurance.UNVOUCHED) {
      clear = false;
      unvouchedInARow = Math.min(unvouchedInARow, Integer.MAX_VALUE - 1) + 1;
      if (unvouchedInARow > ladder.maxUnvouchedCycles()) {
        stop(StopCause.UNVOUCHED);
      }
    }
  }

  @HotPath
  void judge(Mismatch mismatch) {
    if (ladder.onMismatch() == MismatchRule.STOP && mismatch == Mismatch.MODEL_MISMATCH) {
      stop(StopCause.MODEL_MISMATCH);
    }
  }

  /** How long ago the last usable state was measured. */
  @HotPath
  void judgeSight(long blindNs) {
    double blindS = blindNs / NS_PER_S;
    // A clock that ran backwards is as good as none.
    if (!(blindS >= 0 && blindS <= ladder.maxBlindS())) {
      stop(StopCause.BLIND);
    }
  }

  /** Ends the stop if the last cycle gave no reason for one; whether it goes on. */
  boolean clear() {
    if (cause != null && clear) {
      cause = null;
      unvouchedInARow = 0;
    }
    return cause == null;
  }

  @HotPath
  @SuppressWarnings("EnumOrdinal") // a flight record names the constants that it numbers
  void save(ByteBuffer out) {
    out.putInt(unvouchedInARow);
    out.put((byte) (cause == null ? -1 : cause.ordinal()));
    SnapshotBytes.put(out, clear);
  }

  @SuppressWarnings("EnumOrdinal") // as above
  void load(ByteBuffer in) {
    unvouchedInARow = in.getInt();
    byte ordinal = in.get();
    cause = ordinal < 0 ? null : StopCause.values()[ordinal];
    clear = SnapshotBytes.takeFlag(in);
  }
}
