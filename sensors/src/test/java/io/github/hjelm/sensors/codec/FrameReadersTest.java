package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.Tamper.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FrameReadersTest {

  private final FrameCodec codec = DetectingCodec.unauthenticated();
  private final SensorFrameReader sensors = new SensorFrameReader(codec, "amr-1", "pose", 3);
  private final CommandFrameReader commands = new CommandFrameReader(codec, "amr-1", 2);
  private final NoticeReader notices = new NoticeReader(codec, "amr-1");

  @Test
  void acceptsTheExpectedFrames() {
    SensorFrame sensor = new SensorFrame();
    CommandFrame command = new CommandFrame();
    byte[] reading = bytes(codec, SampleFrames.sensor());
    byte[] order = bytes(codec, SampleFrames.command());
    assertEquals(FrameOutcome.ACCEPTED, sensors.read(reading, reading.length, false, sensor));
    assertEquals(FrameOutcome.ACCEPTED, commands.read(order, order.length, false, command));
    FrameAssert.assertSame(SampleFrames.sensor(), sensor);
    FrameAssert.assertSame(SampleFrames.command(), command);
    assertEquals(9, commands.order().epoch());
  }

  @Test
  void refusesReadingsThatAreNotExpectedHere() {
    assertEquals(FrameOutcome.WRONG_ROBOT, readSensor(f -> named(f, "amr-2", "pose")));
    assertEquals(FrameOutcome.WRONG_SENSOR, readSensor(f -> named(f, "amr-1", "twist")));
    assertEquals(FrameOutcome.WRONG_DIMENSION, readSensor(f -> f.resize(2)));
    assertEquals(FrameOutcome.WRONG_DIMENSION, readSensor(f -> f.resize(4)));
    assertEquals(FrameOutcome.NOT_A_NUMBER, readSensor(f -> f.setValue(0, Double.NaN)));
    assertEquals(FrameOutcome.ACCEPTED, readSensor(f -> f));
    assertEquals(FrameOutcome.DUPLICATE, readSensor(f -> f));
    assertEquals(FrameOutcome.REORDERED, readSensor(f -> f.setSequence(41)));
    assertEquals(
        FrameOutcome.ACCEPTED_SUBNORMAL_AS_ZERO,
        readSensor(f -> f.setEpoch(8).setSequence(0).setValue(0, 1e-310)));
    assertEquals(
        "ACCEPTED=1 ACCEPTED_SUBNORMAL_AS_ZERO=1 NOT_A_NUMBER=1 WRONG_DIMENSION=2"
            + " WRONG_ROBOT=1 WRONG_SENSOR=1 DUPLICATE=1 REORDERED=1",
        sensors.counts().toString());
  }

  @Test
  void refusesCommandsThatAreNotForThisRobot() {
    assertEquals(
        FrameOutcome.WRONG_ROBOT,
        readCommand(
            f -> {
              f.robotName().set("amr-11");
              return f;
            }));
    assertEquals(FrameOutcome.WRONG_DIMENSION, readCommand(f -> f.resize(0)));
    assertEquals(FrameOutcome.INFINITE, readCommand(f -> f.setValue(1, 1 / 0.0)));
    assertEquals(FrameOutcome.ACCEPTED, readCommand(f -> f));
    assertEquals(FrameOutcome.DUPLICATE, readCommand(f -> f.setValue(0, 0.2)));
    assertEquals(FrameOutcome.REORDERED, readCommand(f -> f.setEpoch(8).setSequence(5000)));
    assertEquals(FrameOutcome.ACCEPTED, readCommand(f -> f.setEpoch(10).setSequence(0)));
    assertEquals(7, commands.counts().total());
  }

  @Test
  void aRefusedFrameDoesNotMoveTheOrder() {
    readSensor(f -> named(f.setEpoch(Long.MAX_VALUE), "amr-2", "pose"));
    readSensor(f -> f.setEpoch(Long.MAX_VALUE).resize(4));
    readSensor(f -> f.setEpoch(Long.MAX_VALUE).setValue(0, Double.NaN));
    assertEquals(FrameOutcome.ACCEPTED, readSensor(f -> f));
  }

  @Test
  void refusesWhatTheBrokerKept() {
    byte[] reading = bytes(codec, SampleFrames.sensor());
    byte[] order = bytes(codec, SampleFrames.command());
    byte[] event = bytes(codec, SampleFrames.event());
    assertEquals(
        FrameOutcome.RETAINED, sensors.read(reading, reading.length, true, new SensorFrame()));
    assertEquals(
        FrameOutcome.RETAINED, commands.read(order, order.length, true, new CommandFrame()));
    assertEquals(FrameOutcome.RETAINED, notices.readEvent(event, event.length, true, e -> {}));
    assertEquals(1, sensors.counts().of(FrameOutcome.RETAINED));
    assertEquals(1, commands.counts().of(FrameOutcome.RETAINED));
    assertEquals(1, notices.counts().of(FrameOutcome.RETAINED));
  }

  @Test
  void handsEachEventOnOnceAndInOrderPerSource() {
    List<EventFrame> seen = new ArrayList<>();
    assertEquals(FrameOutcome.ACCEPTED, readEvent("amr-1", "robot", 5, seen));
    assertEquals(FrameOutcome.DUPLICATE, readEvent("amr-1", "robot", 5, seen));
    assertEquals(FrameOutcome.REORDERED, readEvent("amr-1", "robot", 4, seen));
    assertEquals(FrameOutcome.ACCEPTED, readEvent("amr-1", "controller", 1, seen));
    assertEquals(FrameOutcome.WRONG_ROBOT, readEvent("amr-2", "robot", 6, seen));
    assertEquals(2, seen.size());
  }

  @Test
  void refusesEventsOfMoreSourcesThanThereCanBe() {
    List<EventFrame> seen = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      assertEquals(FrameOutcome.ACCEPTED, readEvent("amr-1", "operator-" + i, 1, seen));
    }
    assertEquals(FrameOutcome.OVERSIZE, readEvent("amr-1", "operator-32", 1, seen));
    assertEquals(FrameOutcome.ACCEPTED, readEvent("amr-1", "operator-31", 2, seen));
  }

  @Test
  void readsTheStatusOfItsOwnRobot() {
    List<StatusFrame> seen = new ArrayList<>();
    byte[] status = bytes(codec, SampleFrames.status());
    NoticeReader other = new NoticeReader(codec, "amr-2");
    assertEquals(FrameOutcome.ACCEPTED, notices.readStatus(status, status.length, seen::add));
    assertEquals(FrameOutcome.WRONG_ROBOT, other.readStatus(status, status.length, seen::add));
    assertEquals(FrameOutcome.EMPTY, notices.readStatus(status, 0, seen::add));
    assertEquals(List.of(SampleFrames.status()), seen);
    assertEquals("ACCEPTED=1 EMPTY=1", notices.counts().toString());
  }

  private FrameOutcome readSensor(UnaryOperator<SensorFrame> change) {
    byte[] message = bytes(codec, change.apply(SampleFrames.sensor()));
    return sensors.read(message, message.length, false, new SensorFrame());
  }

  private FrameOutcome readCommand(UnaryOperator<CommandFrame> change) {
    byte[] message = bytes(codec, change.apply(SampleFrames.command()));
    return commands.read(message, message.length, false, new CommandFrame());
  }

  private FrameOutcome readEvent(
      String robot, String source, long sequence, List<EventFrame> seen) {
    EventFrame sample = SampleFrames.event();
    EventFrame event =
        new EventFrame(
            robot, source, 7, sequence, 0, sample.severity(), sample.code(), sample.text());
    byte[] message = bytes(codec, event);
    return notices.readEvent(message, message.length, false, seen::add);
  }

  private static SensorFrame named(SensorFrame frame, String robot, String sensor) {
    frame.robotName().set(robot);
    frame.sensorName().set(sensor);
    return frame;
  }
}
