package io.github.hjelm.sensors.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.SensorFrame;
import org.jspecify.annotations.Nullable;

/**
 * Coverage-guided fuzzing, for longer runs: {@code JAZZER_FUZZ=1 mvn test -pl sensors
 * -Dtest=CodecFuzz#json}. Without that variable each method runs once on nothing.
 */
class CodecFuzz {

  @FuzzTest(maxDuration = "10m")
  void binary(byte @Nullable [] message) {
    readAll(new BinaryCodec(), message);
  }

  @FuzzTest(maxDuration = "10m")
  void json(byte @Nullable [] message) {
    readAll(new JsonCodec(), message);
  }

  /** An exception is the finding. */
  private static void readAll(FrameCodec codec, byte @Nullable [] message) {
    if (message == null) {
      return;
    }
    codec.decode(message, message.length, new SensorFrame());
    codec.decode(message, message.length, new CommandFrame());
    codec.decodeEvent(message, message.length, event -> {});
    codec.decodeStatus(message, message.length, status -> {});
  }
}
