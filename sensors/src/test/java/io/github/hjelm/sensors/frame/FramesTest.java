package io.github.hjelm.sensors.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.EventFrame.Severity;
import org.junit.jupiter.api.Test;

class FramesTest {

  @Test
  void aReusedFrameForgetsItsOldValues() {
    SensorFrame frame = new SensorFrame().resize(3).setValue(2, 9);
    assertEquals(0, frame.resize(3).value(2));
    frame.setValues(new double[] {1, 2, 3, 4}, 2);
    double[] copied = {7, 7, 7};
    frame.copyValues(copied);
    assertArrayEquals(new double[] {1, 2, 7}, copied);
    assertThrows(IndexOutOfBoundsException.class, () -> frame.value(2));
    assertThrows(IndexOutOfBoundsException.class, () -> frame.setValue(-1, 0));
  }

  @Test
  void aFrameHoldsNoMoreValuesThanTheLimit() {
    CommandFrame frame = new CommandFrame().resize(FrameLimits.MAX_VALUES);
    assertEquals(FrameLimits.MAX_VALUES, frame.valueCount());
    assertThrows(IllegalArgumentException.class, () -> frame.resize(FrameLimits.MAX_VALUES + 1));
    assertThrows(IllegalArgumentException.class, () -> frame.resize(-1));
  }

  @Test
  void aNewCommandIsAStop() {
    assertEquals(Verdict.STOPPED, new CommandFrame().verdict());
  }

  @Test
  void eventsAndStatusesRefuseWhatIsNoNameAndTooMuchText() {
    String tooLong = "é".repeat(FrameLimits.MAX_TEXT_BYTES / 2 + 1);
    assertThrows(IllegalArgumentException.class, () -> event("a/b", "text"));
    assertThrows(IllegalArgumentException.class, () -> event("", "text"));
    assertThrows(IllegalArgumentException.class, () -> event("amr-1", tooLong));
    assertThrows(IllegalArgumentException.class, () -> status("a b", ""));
    assertThrows(IllegalArgumentException.class, () -> status("amr-1", tooLong));
    assertEquals("", status("amr-1", "").text());
    assertEquals("text", event("amr-1", "text").text());
  }

  @Test
  void topicsRefuseWhatIsNoName() {
    assertEquals("hjelm/amr-1/obs/pose", Topics.observation("amr-1", "pose"));
    assertEquals("hjelm/amr-1/obs/+", Topics.observations("amr-1"));
    for (String wrong : new String[] {"", "+", "#", "a/b", "ä"}) {
      assertThrows(IllegalArgumentException.class, () -> Topics.command(wrong));
      assertThrows(IllegalArgumentException.class, () -> Topics.observation("amr-1", wrong));
    }
    assertTrue(Topics.isCommand(Topics.command("cmd")));
    assertTrue(!Topics.isCommand(Topics.observation("amr-1", "cmd.x")));
  }

  private static EventFrame event(String robot, String text) {
    return new EventFrame(robot, "robot", 0, 0, 0, Severity.INFO, "CODE", text);
  }

  private static StatusFrame status(String robot, String text) {
    return new StatusFrame(robot, "robot", true, 0, 0, 0, "model", "binary", text);
  }
}
