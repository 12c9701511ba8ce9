package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what is read, whatever the frame and whichever the codec. */
class CodecRoundTripProperties {

  private static final int CASES = 500;

  static Stream<FrameCodec> codecs() {
    return Stream.of(
        new BinaryCodec(),
        new BinaryCodec(ValueWidth.FLOAT64, Optional.of(SampleFrames.KEY)),
        new JsonCodec());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void everySensorFrameComesBack(FrameCodec codec) {
    byte[] bytes = new byte[FrameLimits.MAX_FRAME_BYTES];
    SensorFrame sent = new SensorFrame();
    SensorFrame received = new SensorFrame();
    for (long seed = 0; seed < CASES; seed++) {
      new RandomFrames(seed).fill(sent);
      int length = codec.encode(sent, bytes);
      assertEquals(
          FrameOutcome.ACCEPTED, codec.decode(bytes, length, received), codec.name() + " " + seed);
      FrameAssert.assertSame(sent, received);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void everyCommandFrameComesBack(FrameCodec codec) {
    byte[] bytes = new byte[FrameLimits.MAX_FRAME_BYTES];
    CommandFrame sent = new CommandFrame();
    CommandFrame received = new CommandFrame();
    for (long seed = 0; seed < CASES; seed++) {
      new RandomFrames(seed).fill(sent);
      int length = codec.encode(sent, bytes);
      assertEquals(
          FrameOutcome.ACCEPTED, codec.decode(bytes, length, received), codec.name() + " " + seed);
      FrameAssert.assertSame(sent, received);
    }
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void everyEventAndStatusComesBack(FrameCodec codec) {
    byte[] bytes = new byte[FrameLimits.MAX_FRAME_BYTES];
    for (long seed = 0; seed < CASES; seed++) {
      RandomFrames random = new RandomFrames(seed);
      EventFrame event = random.event();
      StatusFrame status = random.status();
      List<Object> received = new ArrayList<>();
      codec.decodeEvent(bytes, codec.encode(event, bytes), received::add);
      codec.decodeStatus(bytes, codec.encode(status, bytes), received::add);
      assertEquals(List.of(event, status), received, codec.name() + " " + seed);
    }
  }

  @Test
  void aFrameMeansTheSameInBothFormats() {
    byte[] bytes = new byte[FrameLimits.MAX_FRAME_BYTES];
    BinaryCodec binary = new BinaryCodec();
    JsonCodec json = new JsonCodec();
    CommandFrame sent = new CommandFrame();
    CommandFrame fromBinary = new CommandFrame();
    CommandFrame fromJson = new CommandFrame();
    for (long seed = 0; seed < CASES; seed++) {
      new RandomFrames(seed).fill(sent);
      binary.decode(bytes, binary.encode(sent, bytes), fromBinary);
      json.decode(bytes, json.encode(fromBinary, bytes), fromJson);
      int length = binary.encode(fromJson, bytes);
      byte[] again = new byte[FrameLimits.MAX_FRAME_BYTES];
      assertEquals(length, binary.encode(sent, again), "seed " + seed);
      assertEquals(
          -1, java.util.Arrays.mismatch(bytes, 0, length, again, 0, length), "seed " + seed);
    }
  }

  @Test
  void narrowValuesLoseOnlyTheirPrecision() {
    byte[] bytes = new byte[FrameLimits.MAX_FRAME_BYTES];
    BinaryCodec narrow = new BinaryCodec(ValueWidth.FLOAT32, Optional.empty());
    SensorFrame sent = SampleFrames.sensor();
    SensorFrame received = new SensorFrame();
    int length = narrow.encode(sent, bytes);
    assertEquals(FrameOutcome.ACCEPTED, new BinaryCodec().decode(bytes, length, received));
    assertTrue(length < new BinaryCodec().encode(sent, bytes));
    for (int i = 0; i < sent.valueCount(); i++) {
      sent.setValue(i, (float) sent.value(i));
    }
    FrameAssert.assertSame(sent, received);
  }
}
