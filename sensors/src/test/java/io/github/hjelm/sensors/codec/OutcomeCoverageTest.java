package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.frame.FrameOutcome;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No outcome is without a test that causes it. */
class OutcomeCoverageTest {

  /** Caused by what the receiver expects, see {@link FrameReadersTest}; every other by bytes. */
  private static final Set<FrameOutcome> OF_READERS =
      EnumSet.of(
          FrameOutcome.WRONG_ROBOT,
          FrameOutcome.WRONG_SENSOR,
          FrameOutcome.WRONG_DIMENSION,
          FrameOutcome.DUPLICATE,
          FrameOutcome.REORDERED,
          FrameOutcome.RETAINED);

  @Test
  void everyOutcomeOfTheBinaryCodecIsCaused() {
    Set<FrameOutcome> expected = EnumSet.complementOf(EnumSet.copyOf(OF_READERS));
    expected.remove(FrameOutcome.NOT_AUTHENTIC); // see SignedFramesTest
    assertEquals(expected, causedBy(BinaryCodecTest.messages()));
  }

  @Test
  void everyOutcomeOfTheJsonCodecIsCaused() {
    Set<FrameOutcome> expected = EnumSet.complementOf(EnumSet.copyOf(OF_READERS));
    expected.remove(FrameOutcome.NOT_AUTHENTIC); // see DetectingCodecTest
    expected.remove(FrameOutcome.BAD_CHECKSUM); // JSON has none
    assertEquals(expected, causedBy(JsonCodecTest.messages()));
  }

  private static Set<FrameOutcome> causedBy(Stream<Message> messages) {
    Set<FrameOutcome> outcomes = EnumSet.noneOf(FrameOutcome.class);
    messages.forEach(message -> outcomes.add(message.expected()));
    return outcomes;
  }
}
