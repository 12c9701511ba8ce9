package io.github.hjelm.controller.observe;

import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;
import java.util.Optional;

/** A mobile robot whose pose and speed come from two sensors, and the frames that they send. */
final class TwoSensors {

  static final List<Quantity> STATES =
      List.of(
          Quantity.unbounded("x", "m"),
          Quantity.unbounded("y", "m"),
          Quantity.angle("heading"),
          Quantity.symmetric("speed", "m/s", 1));

  static final long POSE_AGE_NS = 50;
  static final long WHEELS_AGE_NS = 20;
  static final long WHEELS_SAME_NS = 100;
  static final int POSE = 0;
  static final int WHEELS = 1;
  static final SensorInput POSE_INPUT =
      SensorInput.of("pose", List.of("y", "x", "heading"), POSE_AGE_NS);
  static final SensorInput WHEELS_INPUT =
      new SensorInput("wheels", List.of("-", "speed"), WHEELS_AGE_NS, WHEELS_SAME_NS);

  private final FrameCodec codec = new BinaryCodec(ValueWidth.FLOAT64, Optional.empty());
  private final SensorFrame frame = new SensorFrame();
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final long[] sequence = new long[2];
  final SensorJoin join;
  long epoch = 1;

  TwoSensors() throws ObservationRefusal {
    join = new SensorJoin("amr", STATES, List.of(POSE_INPUT, WHEELS_INPUT), 0.05, codec);
  }

  FrameOutcome pose(long stampNs, long receivedNs, double y, double x, double heading) {
    return send(POSE, ++sequence[POSE], stampNs, receivedNs, false, y, x, heading);
  }

  FrameOutcome wheels(long stampNs, long receivedNs, double speed) {
    return send(WHEELS, ++sequence[WHEELS], stampNs, receivedNs, false, 7, speed);
  }

  FrameOutcome send(
      int sensor, long number, long stampNs, long receivedNs, boolean retained, double... values) {
    frame.robotName().set("amr");
    frame.sensorName().set(join.input(sensor).sensor());
    frame.setEpoch(epoch).setSequence(number).setStampNs(stampNs);
    frame.setValues(values, values.length);
    int length = codec.encode(frame, payload);
    return join.read(sensor, payload, length, retained, receivedNs);
  }
}
