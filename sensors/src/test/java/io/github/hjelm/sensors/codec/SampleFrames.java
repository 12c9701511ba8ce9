package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.EventFrame.Severity;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Verdict;

/** One frame of each kind, the same as in the golden files and in {@code docs/wire.md}. */
final class SampleFrames {

  /** Printed in the documentation, so it protects nothing. */
  static final CommandKey KEY =
      CommandKey.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  static final CommandKey OTHER_KEY = CommandKey.ofHex("ff".repeat(32));

  private SampleFrames() {}

  static SensorFrame sensor() {
    SensorFrame frame = new SensorFrame();
    frame.robotName().set("amr-1");
    frame.sensorName().set("pose");
    frame.setEpoch(7).setSequence(42).setStampNs(12_345_678_901_234L).resize(3);
    return frame.setValue(0, 1.5).setValue(1, -0.25).setValue(2, 3.141592653589793);
  }

  static CommandFrame command() {
    CommandFrame frame = new CommandFrame();
    frame.robotName().set("amr-1");
    frame
        .setEpoch(9)
        .setSequence(1001)
        .setObservation(42, 12_345_678_901_234L)
        .setIssuedNs(987_654_321_000L)
        .setValidForNs(20_000_000)
        .setVerdict(Verdict.FILTERED)
        .setBundleVersion(3)
        .resize(2);
    return frame.setValue(0, 0.1).setValue(1, -1.0);
  }

  static EventFrame event() {
    return new EventFrame(
        "amr-1",
        "robot",
        7,
        5,
        12_345_678_901_234L,
        Severity.STOP,
        "DEADMAN",
        "No command for 20 ms – braked \uD83D\uDED1");
  }

  static StatusFrame status() {
    return new StatusFrame(
        "amr-1", "robot", true, 7, 9, 1_795_132_800_000L, "unicycle", "binary", "ready");
  }
}
