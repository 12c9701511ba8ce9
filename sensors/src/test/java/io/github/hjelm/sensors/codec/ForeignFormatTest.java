package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Another robot stack's format plugs in by implementing {@link FrameCodec}, and nothing else. */
class ForeignFormatTest {

  @Test
  void aPointInRosCdrIsReadLikeAnyOtherFrame() {
    SensorFrameReader reader =
        new SensorFrameReader(new RosPointCodec("amr-1", "point"), "amr-1", "point", 3);
    byte[] message =
        ByteBuffer.allocate(28)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {0, 1, 0, 0})
            .putDouble(1.5)
            .putDouble(-2)
            .putDouble(0)
            .array();
    SensorFrame frame = new SensorFrame();
    assertEquals(FrameOutcome.ACCEPTED, reader.read(message, message.length, false, frame));
    assertEquals(-2, frame.value(1));
    assertEquals(FrameOutcome.TRUNCATED, reader.read(message, 27, false, frame));
    assertEquals(FrameOutcome.ACCEPTED, reader.read(message, message.length, false, frame));
    assertEquals("ACCEPTED=2 TRUNCATED=1", reader.counts().toString());
  }

  /** {@code geometry_msgs/Point} as ROS 2 sends it: nothing in it says whose, when or which. */
  private static final class RosPointCodec implements FrameCodec {

    private static final int HEADER_BYTES = 4;
    private static final int MESSAGE_BYTES = HEADER_BYTES + 3 * Double.BYTES;

    private final String robot;
    private final String sensor;
    private long arrived;

    RosPointCodec(String robot, String sensor) {
      this.robot = robot;
      this.sensor = sensor;
    }

    @Override
    public String name() {
      return "ros2-point";
    }

    @Override
    public FrameOutcome decode(byte[] source, int length, SensorFrame into) {
      if (length != MESSAGE_BYTES) {
        return length < MESSAGE_BYTES ? FrameOutcome.TRUNCATED : FrameOutcome.TRAILING_BYTES;
      }
      into.robotName().set(robot);
      into.sensorName().set(sensor);
      into.setSequence(arrived++).resize(3);
      ByteBuffer cdr = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 3; i++) {
        into.setValue(i, cdr.getDouble(HEADER_BYTES + Double.BYTES * i));
      }
      return FrameOutcome.ACCEPTED;
    }

    @Override
    public FrameOutcome decode(byte[] source, int length, CommandFrame into) {
      return FrameOutcome.WRONG_KIND;
    }

    @Override
    public FrameOutcome decodeEvent(byte[] source, int length, Consumer<EventFrame> accepted) {
      return FrameOutcome.WRONG_KIND;
    }

    @Override
    public FrameOutcome decodeStatus(byte[] source, int length, Consumer<StatusFrame> accepted) {
      return FrameOutcome.WRONG_KIND;
    }

    @Override
    public int encode(SensorFrame frame, byte[] target) {
      return 0;
    }

    @Override
    public int encode(CommandFrame frame, byte[] target) {
      return 0;
    }

    @Override
    public int encode(EventFrame frame, byte[] target) {
      return 0;
    }

    @Override
    public int encode(StatusFrame frame, byte[] target) {
      return 0;
    }
  }
}
