package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HotPathAllocationTest {

  private static final int VALUES = 32;
  private static final int FRAMES = 10_000;
  private static final int ROUNDS = 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<FrameCodec> codecs() {
    Optional<CommandKey> key = Optional.of(SampleFrames.KEY);
    return Stream.of(
        new BinaryCodec(),
        new BinaryCodec(ValueWidth.FLOAT32, Optional.empty()),
        new BinaryCodec(ValueWidth.FLOAT64, key),
        new DetectingCodec(new BinaryCodec(ValueWidth.FLOAT64, key), key));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void sensorFramesAreWrittenAndReadWithoutAllocating(FrameCodec codec) {
    SensorFrameReader reader = new SensorFrameReader(codec, "amr-1", "pose", VALUES);
    byte[] bytes = new byte[FrameLimits.MAX_FRAME_BYTES];
    SensorFrame sent = SampleFrames.sensor().resize(VALUES);
    SensorFrame received = new SensorFrame();
    assertNothingAllocated(
        sequence -> {
          int length = codec.encode(sent.setSequence(sequence).setValue(0, sequence), bytes);
          return reader.read(bytes, length, false, received);
        });
    assertEquals(reader.counts().total(), reader.counts().of(FrameOutcome.ACCEPTED));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void commandFramesAreWrittenAndReadWithoutAllocating(FrameCodec codec) {
    CommandFrameReader reader = new CommandFrameReader(codec, "amr-1", VALUES);
    byte[] bytes = new byte[FrameLimits.MAX_FRAME_BYTES];
    CommandFrame sent = SampleFrames.command().resize(VALUES);
    CommandFrame received = new CommandFrame();
    assertNothingAllocated(
        sequence -> {
          int length = codec.encode(sent.setSequence(sequence).setValue(0, sequence), bytes);
          return reader.read(bytes, length, false, received);
        });
    assertEquals(reader.counts().total(), reader.counts().of(FrameOutcome.ACCEPTED));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void refusalsAllocateNothingEither(FrameCodec codec) {
    SensorFrameReader reader = new SensorFrameReader(codec, "amr-1", "pose", VALUES);
    byte[] bytes = new byte[FrameLimits.MAX_FRAME_BYTES];
    SensorFrame sent = SampleFrames.sensor().resize(VALUES);
    SensorFrame received = new SensorFrame();
    int length = codec.encode(sent, bytes);
    assertNothingAllocated(
        sequence -> {
          int at = sequence % length;
          bytes[at] ^= 1;
          FrameOutcome outcome = reader.read(bytes, length, false, received);
          bytes[at] ^= 1;
          return outcome;
        });
    assertEquals(0, reader.counts().of(FrameOutcome.ACCEPTED));
  }

  @FunctionalInterface
  private interface Step {
    FrameOutcome run(int sequence);
  }

  /**
   * A whole round must allocate nothing. The just-in-time compiler may still throw code away and
   * allocate for it once, which ends after a few rounds; anything on the path shows in every round.
   */
  private void assertNothingAllocated(Step step) {
    threads.setThreadAllocatedMemoryEnabled(true);
    long allocated = -1;
    for (int round = 0; round < ROUNDS && allocated != 0; round++) {
      allocated = allocatedBy(step, round * FRAMES, FRAMES);
    }
    assertEquals(0, allocated, "bytes in the last of " + ROUNDS + " rounds of " + FRAMES);
  }

  private long allocatedBy(Step step, int firstSequence, int count) {
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < count; i++) {
      step.run(firstSequence + i);
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
