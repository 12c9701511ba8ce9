package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.safety.Rung;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.time.WallClock;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One loop's records, written on its own thread into a ring: no lock, no allocation, no file. What
 * finds no room is dropped whole and counted, and all that follows with it until there is room for
 * a snapshot, since a replay without it would be another flight.
 */
@SuppressWarnings("EnumOrdinal") // a record names its constants, and is refused where they differ
final class FlightTape {

  private static final byte[] NOTHING = {};
  private static final int MAX_FAULT_CHARACTERS = 200;
  private static final int NONE = -1;

  /** Where it stands. */
  private enum Phase {
    /** Nothing that came is needed: the first snapshot has it. */
    WAITING,
    RECORDING,
    /** Something is missing. */
    LOST
  }

  /**
   * When the next file begins.
   *
   * @param ns after so long
   * @param bytes or after so much
   */
  record SegmentLimits(long ns, long bytes) {}

  private final ControlLoop loop;
  private final FlightRing ring;
  private final FlightCounts counts;
  private final SegmentLimits limits;
  private final WallClock wall;
  private final int snapshotBytes;
  private final byte[] recordBytes;

  /** Over these bytes. */
  private final ByteBuffer record;

  private final byte[] command;

  private Phase phase = Phase.WAITING;
  private long cycle;
  private long unmarked;

  // Of the segment.
  private boolean isTimed;
  private long beganNs;
  private long lastNs;
  private long bytes;

  // Of the last cycle.
  private boolean wasStopped;
  private long calls;
  private int commandLength;
  private long epoch;
  private long sequence;
  private int outcome = NONE;

  /**
   * @param controls m
   * @param answer floats in a policy's answer
   */
  FlightTape(
      ControlLoop loop,
      int controls,
      int answer,
      FlightRing ring,
      SegmentLimits limits,
      WallClock wall,
      FlightCounts counts) {
    this.loop = loop;
    this.ring = ring;
    this.limits = limits;
    this.wall = wall;
    this.counts = counts;
    snapshotBytes = snapshotBytes(loop);
    command = new byte[commandRoom(controls)];
    recordBytes =
        new byte[FlightLayout.MIN_RECORD_BYTES + bodyRoom(snapshotBytes, controls, answer)];
    record = FlightLayout.littleEndian(recordBytes);
  }

  /** A number takes 24 characters at most in the widest format. */
  private static int commandRoom(int controls) {
    return 1024 + 32 * controls;
  }

  private static int bodyRoom(int snapshot, int controls, int answer) {
    int inSnapshot = FlightLayout.SNAPSHOT_HEAD_BYTES + snapshot;
    int inCycle = FlightLayout.CYCLE_CONTROLS_AT + Double.BYTES * controls;
    int inAnswer = Math.max(Float.BYTES * answer, MAX_FAULT_CHARACTERS);
    return Math.max(inSnapshot, Math.max(inCycle, inAnswer));
  }

  /** How much a snapshot of a loop takes, which is always as much. */
  static int snapshotBytes(ControlLoop loop) {
    for (int room = 1 << 12; room <= FlightLayout.MAX_RECORD_BYTES; room *= 2) {
      ByteBuffer out = ByteBuffer.allocate(room);
      try {
        loop.save(out);
        return out.position();
      } catch (BufferOverflowException e) {
        // It takes more.
      }
    }
    throw new IllegalArgumentException("a loop that keeps so much cannot be recorded");
  }

  /** A cycle begins: where a snapshot is due this is the place, between two cycles. */
  @HotPath
  void begins() {
    commandLength = 0;
    outcome = NONE;
    if (counts.isEnded()) {
      return;
    }
    boolean cleared = wasStopped && loop.safety().stopCause() == null;
    switch (phase) {
      case WAITING -> snapshot(FlightLayout.AT_START);
      case RECORDING -> goOn(cleared);
      case LOST -> {
        long needed = 2L * snapshotBytes + ring.capacity() / 2;
        if (ring.room() >= Math.min(needed, ring.capacity())) {
          markGap();
          snapshot(FlightLayout.AFTER_GAP);
        }
      }
    }
  }

  private void goOn(boolean cleared) {
    // A stage that was called since the last cycle was called by somebody else than the loop.
    if (loop.safety().counts().total() != calls) {
      snapshot(FlightLayout.TOUCHED_FROM_OUTSIDE);
      return;
    }
    if (cleared) {
      FlightLayout.begin(record, FlightLayout.CLEARED, 0, 0);
      put(NOTHING, 0);
    }
    boolean isLong = isTimed && lastNs - beganNs >= limits.ns();
    if (phase == Phase.RECORDING && (isLong || bytes >= limits.bytes())) {
      snapshot(FlightLayout.IN_TURN);
    }
  }

  private void snapshot(byte why) {
    FlightLayout.begin(record, FlightLayout.SNAPSHOT, why, 0);
    record.putLong(cycle).putLong(wall.epochMillis());
    loop.save(record);
    phase = Phase.RECORDING;
    bytes = 0;
    isTimed = false;
    put(NOTHING, 0);
  }

  private void markGap() {
    FlightLayout.begin(record, FlightLayout.GAP, 0, 0);
    record.putLong(unmarked);
    unmarked = 0;
    put(NOTHING, 0);
  }

  /** A message of a sensor came in. */
  @HotPath
  void hears(int sensor, byte[] payload, int length, boolean retained, long receivedNs) {
    if (isRecording()) {
      FlightLayout.begin(record, FlightLayout.FRAME, retained ? 1 : 0, sensor);
      record.putLong(receivedNs);
      put(payload, length);
    }
  }

  /** The policy answered. */
  @HotPath
  void answered(float[] actions) {
    if (isRecording()) {
      FlightLayout.begin(record, FlightLayout.ANSWER, 0, 0);
      for (float action : actions) {
        record.putFloat(action);
      }
      put(NOTHING, 0);
    }
  }

  /** It did not, and why. */
  void unanswered(Throwable fault) {
    if (isRecording()) {
      FlightLayout.begin(record, FlightLayout.NO_ANSWER, 0, 0);
      String why = fault.getMessage() == null ? "" : fault.getMessage();
      for (int i = 0; i < Math.min(why.length(), MAX_FAULT_CHARACTERS); i++) {
        char c = why.charAt(i);
        record.put((byte) (c >= ' ' && c <= '~' ? c : '?'));
      }
      put(NOTHING, 0);
    }
  }

  /** The command left. */
  @HotPath
  void left(CommandFrame frame, byte[] payload, int length, PublishOutcome became) {
    epoch = frame.epoch();
    sequence = frame.sequence();
    outcome = became.ordinal();
    commandLength = length <= command.length ? length : 0;
    System.arraycopy(payload, 0, command, 0, commandLength);
  }

  /** The cycle is over. */
  @HotPath
  void saw(SafeCommand sent, long nowNs) {
    if (isRecording()) {
      FlightLayout.begin(record, FlightLayout.CYCLE, loop.isLeaving() ? 1 : 0, sent.size());
      record.putLong(cycle).putLong(nowNs);
      for (long ns : loop.stageNs()) {
        record.putLong(ns);
      }
      record.putLong(epoch).putLong(sequence).putLong(sent.refused());
      record.putDouble(sent.valueAtState()).putDouble(sent.reserve());
      record.putInt(sent.place()).putInt(loop.offered());
      record.put((byte) sent.verdict().ordinal()).put((byte) stop(sent.stopCause()));
      record.put((byte) sent.assurance().ordinal()).put((byte) rung(sent.rung()));
      record.put((byte) outcome).put((byte) 0).putShort((short) 0);
      for (int j = 0; j < sent.size(); j++) {
        record.putDouble(sent.control(j));
      }
      put(command, commandLength);
    }
    if (!isTimed) {
      isTimed = true;
      beganNs = nowNs;
    }
    lastNs = nowNs;
    wasStopped = sent.stopCause() != null;
    calls = loop.safety().counts().total();
    cycle++;
  }

  /** Something happened to the loop that is not on record. */
  void interrupt() {
    if (phase == Phase.RECORDING) {
      lose();
    }
    cycle++;
  }

  static int stop(@Nullable StopCause cause) {
    return cause == null ? NONE : cause.ordinal();
  }

  static int rung(@Nullable Rung rung) {
    return rung == null ? NONE : rung.ordinal();
  }

  /** Whether what happens now is to be recorded; if it should be and cannot, it is counted. */
  private boolean isRecording() {
    if (phase == Phase.RECORDING && !counts.isEnded()) {
      return true;
    }
    if (phase != Phase.WAITING) {
      lose();
    }
    return false;
  }

  private void lose() {
    phase = Phase.LOST;
    counts.drop();
    unmarked++;
  }

  /** Ends the record that was begun, with what is behind it. */
  private void put(byte[] rest, int restLength) {
    int length = record.position();
    record.putInt(FlightLayout.LENGTH_AT, length + restLength + FlightLayout.CHECKSUM_BYTES);
    if (ring.put(recordBytes, length, rest, restLength)) {
      bytes += length + restLength;
    } else {
      lose();
    }
  }
}
