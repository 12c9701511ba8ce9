package io.github.hjelm.sensors.codec;

import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import java.util.List;
import java.util.Optional;

/** The codecs that configurations and command lines can name. */
public final class FrameCodecs {

  private static final List<String> NAMES = List.of("binary", "binary-float32", "json");

  private FrameCodecs() {}

  public static List<String> names() {
    return NAMES;
  }

  /**
   * A codec that reads every format and writes the named one.
   *
   * @param key signs what is written and is asked of what is read; with {@code json} there can be
   *     none
   * @throws IllegalArgumentException when there is no such codec, or it cannot be given a key
   */
  public static DetectingCodec named(String name, Optional<CommandKey> key) {
    FrameCodec writing =
        switch (name) {
          case "binary" -> new BinaryCodec(ValueWidth.FLOAT64, key);
          case "binary-float32" -> new BinaryCodec(ValueWidth.FLOAT32, key);
          case "json" -> unsignedJson(key);
          default ->
              throw new IllegalArgumentException(
                  "There is no codec '" + name + "'; use one of " + String.join(", ", NAMES));
        };
    return new DetectingCodec(writing, key);
  }

  private static JsonCodec unsignedJson(Optional<CommandKey> key) {
    if (key.isPresent()) {
      throw new IllegalArgumentException(
          "Codec 'json' cannot sign frames; use 'binary' with a key, or 'json' without one");
    }
    return new JsonCodec();
  }
}
