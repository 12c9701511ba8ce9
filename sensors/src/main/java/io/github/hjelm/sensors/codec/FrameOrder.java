package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.FrameOutcome;
import java.nio.ByteBuffer;

/**
 * How far one sender has come. Frames only move forward: a larger epoch restarts the sequence, a
 * smaller one is a sender that was replaced.
 */
public final class FrameOrder {

  private long epoch = -1;
  private long sequence = -1;

  /**
   * Accepts a frame that is newer than all before it; {@code epoch} and sequence are not negative.
   */
  @HotPath
  public FrameOutcome advance(long newEpoch, long newSequence) {
    boolean newer = newEpoch > epoch || (newEpoch == epoch && newSequence > sequence);
    if (newer) {
      epoch = newEpoch;
      sequence = newSequence;
      return FrameOutcome.ACCEPTED;
    }
    boolean same = newEpoch == epoch && newSequence == sequence;
    return same ? FrameOutcome.DUPLICATE : FrameOutcome.REORDERED;
  }

  /** The epoch of the newest frame, -1 before the first. */
  public long epoch() {
    return epoch;
  }

  /** The sequence of the newest frame, -1 before the first. */
  public long sequence() {
    return sequence;
  }

  /** Writes down how far it is. */
  @HotPath
  void save(ByteBuffer out) {
    out.putLong(epoch).putLong(sequence);
  }

  /** Goes on from what {@link #save} wrote. */
  void load(ByteBuffer in) {
    epoch = in.getLong();
    sequence = in.getLong();
  }
}
