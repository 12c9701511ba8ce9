package io.github.hjelm.controller.observe;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;

/**
 * What the sensors say about one moment, complete and checked. One instance per robot, filled again
 * by its {@link SensorJoin}; belongs to the thread of the loop.
 *
 * <p>Its readings were not taken at one instant. Whatever has to name a time names the oldest of
 * them, so that a command is never taken for younger than the oldest thing it rests on.
 */
public final class Observation {

  private final double[] state;
  private long epoch = -1;
  private long sequence = -1;
  private long stampNs;
  private long receivedNs;

  Observation(int size) {
    state = new double[size];
  }

  /** n: how many states there are. */
  public int size() {
    return state.length;
  }

  /** State i of the robot; angles lie within their bounds. */
  @HotPath
  public double state(int i) {
    return state[i];
  }

  /** Copies all states to the front of {@code target}. */
  @HotPath
  public void copyState(double[] target) {
    System.arraycopy(state, 0, target, 0, state.length);
  }

  /** The epoch of the reading with the oldest stamp, -1 before the first observation. */
  public long epoch() {
    return epoch;
  }

  /** The sequence of the reading with the oldest stamp, -1 before the first observation. */
  public long sequence() {
    return sequence;
  }

  /** The oldest stamp, on the robot's clock: what the command carries back. */
  public long stampNs() {
    return stampNs;
  }

  /** The earliest receipt of all readings, on the controller's clock. */
  public long receivedNs() {
    return receivedNs;
  }

  /** Takes over one reading; the first of an observation replaces what was before. */
  @HotPath
  void add(SensorReading reading, boolean first) {
    reading.copyTo(state);
    // Compared by subtraction: the origin of either clock may be anywhere.
    if (first || reading.stampNs() - stampNs < 0) {
      epoch = reading.epoch();
      sequence = reading.sequence();
      stampNs = reading.stampNs();
    }
    if (first || reading.receivedNs() - receivedNs < 0) {
      receivedNs = reading.receivedNs();
    }
  }

  @HotPath
  void save(ByteBuffer out) {
    SnapshotBytes.put(out, state);
    out.putLong(epoch).putLong(sequence).putLong(stampNs).putLong(receivedNs);
  }

  void load(ByteBuffer in) {
    SnapshotBytes.take(in, state);
    epoch = in.getLong();
    sequence = in.getLong();
    stampNs = in.getLong();
    receivedNs = in.getLong();
  }
}
