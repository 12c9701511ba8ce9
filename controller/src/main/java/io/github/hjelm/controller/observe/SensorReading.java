package io.github.hjelm.controller.observe;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.codec.SensorFrameReader;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.ByteBuffer;
import java.util.List;

/** The newest reading of one sensor, and what is wrong with it. */
final class SensorReading {

  /** An angle may have been counted on over so many turns; beyond, its digits are rounding. */
  private static final double MAX_TURNS = 1e6;

  private static final int UNUSED = -1;

  private final SensorInput input;
  private final SensorFrameReader reader;
  private final OutcomeCounts<FrameOutcome> counts = new OutcomeCounts<>(FrameOutcome.class);

  /** By value of the frame: which state it is, or {@link #UNUSED}, and where it may lie. */
  private final int[] states;

  private final Quantity[] quantities;
  private final double[] lowest;
  private final double[] highest;

  /** As they came, and as they are used. */
  private final double[] raw;

  private final double[] values;

  private boolean wasEverHeard;
  private boolean isHeard;
  private boolean isPlausible;

  /** The stamp of the newest frame, taken or not. */
  private long orderStampNs;

  private long epoch;
  private long sequence;
  private long stampNs;
  private long receivedNs;
  private long changedNs;

  /**
   * @param boundsMargin share of the width between a state's bounds
   */
  SensorReading(
      String robot,
      List<Quantity> robotStates,
      SensorInput input,
      double boundsMargin,
      FrameCodec codec) {
    this.input = input;
    int count = input.quantities().size();
    reader = new SensorFrameReader(codec, robot, input.sensor(), count);
    List<String> names = robotStates.stream().map(Quantity::name).toList();
    states = new int[count];
    quantities = new Quantity[count];
    lowest = new double[count];
    highest = new double[count];
    raw = new double[count];
    values = new double[count];
    for (int k = 0; k < count; k++) {
      String name = input.quantities().get(k);
      boolean isUsed = !name.equals(SensorInput.UNUSED);
      states[k] = isUsed ? names.indexOf(name) : UNUSED;
      quantities[k] = isUsed ? robotStates.get(states[k]) : Quantity.unbounded(name, "1");
      setLimits(k, boundsMargin);
    }
  }

  /** What has no width has no share of it, and is taken as it comes while it is finite. */
  private void setLimits(int k, double boundsMargin) {
    Quantity state = quantities[k];
    double width = state.upper() - state.lower();
    double margin = (state.periodic() ? MAX_TURNS : boundsMargin) * width;
    boolean isBounded = width < Double.POSITIVE_INFINITY;
    lowest[k] = isBounded ? state.lower() - margin : -Double.MAX_VALUE;
    highest[k] = isBounded ? state.upper() + margin : Double.MAX_VALUE;
  }

  SensorInput input() {
    return input;
  }

  OutcomeCounts<FrameOutcome> counts() {
    return counts;
  }

  @HotPath
  FrameOutcome read(
      byte[] payload, int length, boolean retained, long arrivedNs, SensorFrame scratch) {
    FrameOutcome outcome = reader.read(payload, length, retained, scratch);
    if (outcome.accepted()) {
      outcome = place(outcome, scratch);
    }
    if (outcome.accepted()) {
      take(scratch, arrivedNs);
    } else if (outcome == FrameOutcome.NOT_A_NUMBER || outcome == FrameOutcome.INFINITE) {
      // It has just said that it does not know; what it said before is no answer to that.
      isPlausible = false;
    }
    counts.add(outcome);
    return outcome;
  }

  /**
   * Within an epoch the robot's time goes forward. A stamp that stands still is an old measurement
   * sent again; one that goes back costs this reading, and order counts from there on, so that a
   * clock that was set back does not silence its sensor.
   */
  private FrameOutcome place(FrameOutcome accepted, SensorFrame frame) {
    boolean isFirst = !wasEverHeard || frame.epoch() != epoch;
    long aheadNs = frame.stampNs() - orderStampNs;
    orderStampNs = frame.stampNs();
    if (isFirst || aheadNs > 0) {
      return accepted;
    }
    return aheadNs == 0 ? FrameOutcome.DUPLICATE : FrameOutcome.BAD_FIELD;
  }

  private void take(SensorFrame frame, long arrivedNs) {
    boolean changed = !wasEverHeard;
    boolean plausible = true;
    for (int k = 0; k < raw.length; k++) {
      if (states[k] == UNUSED) {
        continue;
      }
      double value = frame.value(k);
      changed |= Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(raw[k]);
      raw[k] = value;
      values[k] = quantities[k].wrap(value);
      // Written so that NaN is not plausible.
      boolean isWithin = value >= lowest[k] && value <= highest[k];
      plausible &= isWithin;
    }
    isPlausible = plausible;
    changedNs = changed ? arrivedNs : changedNs;
    receivedNs = arrivedNs;
    epoch = frame.epoch();
    sequence = frame.sequence();
    stampNs = frame.stampNs();
    wasEverHeard = true;
    isHeard = true;
  }

  /** What was said before no longer counts. */
  void forget() {
    isHeard = false;
  }

  boolean wasEverHeard() {
    return wasEverHeard;
  }

  @HotPath
  Freshness standing(long nowNs) {
    if (!isHeard) {
      return Freshness.MISSING;
    }
    if (!isPlausible) {
      return Freshness.BAD;
    }
    long ageNs = nowNs - receivedNs;
    if (ageNs > input.maxAgeNs() || ageNs < -input.maxAgeNs()) {
      return Freshness.STALE;
    }
    // Between receipts: a sensor that is silent is stale and not frozen.
    return receivedNs - changedNs > input.maxSameNs() ? Freshness.FROZEN : Freshness.READY;
  }

  /** Writes the states that this sensor knows to their places. */
  @HotPath
  void copyTo(double[] state) {
    for (int k = 0; k < states.length; k++) {
      if (states[k] != UNUSED) {
        state[states[k]] = values[k];
      }
    }
  }

  long epoch() {
    return epoch;
  }

  long sequence() {
    return sequence;
  }

  long stampNs() {
    return stampNs;
  }

  long receivedNs() {
    return receivedNs;
  }

  @HotPath
  void save(ByteBuffer out) {
    reader.save(out);
    SnapshotBytes.put(out, wasEverHeard);
    SnapshotBytes.put(out, isHeard);
    SnapshotBytes.put(out, isPlausible);
    out.putLong(orderStampNs).putLong(epoch).putLong(sequence);
    out.putLong(stampNs).putLong(receivedNs).putLong(changedNs);
    SnapshotBytes.put(out, raw);
    SnapshotBytes.put(out, values);
  }

  void load(ByteBuffer in) {
    reader.load(in);
    wasEverHeard = SnapshotBytes.takeFlag(in);
    isHeard = SnapshotBytes.takeFlag(in);
    isPlausible = SnapshotBytes.takeFlag(in);
    orderStampNs = in.getLong();
    epoch = in.getLong();
    sequence = in.getLong();
    stampNs = in.getLong();
    receivedNs = in.getLong();
    changedNs = in.getLong();
    SnapshotBytes.take(in, raw);
    SnapshotBytes.take(in, values);
  }
}
