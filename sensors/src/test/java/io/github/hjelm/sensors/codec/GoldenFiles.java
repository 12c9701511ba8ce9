package io.github.hjelm.sensors.codec;

import static io.github.hjelm.sensors.codec.Tamper.bytes;

import io.github.hjelm.sensors.codec.BinaryCodec.ValueWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of format version 1, kept for ever: a later build must write and read the same. */
final class GoldenFiles {

  static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private GoldenFiles() {}

  static byte[] read(String file) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(file));
  }

  /** What today's build writes, by file name: {@code kind[-variant].bin} or {@code kind.json}. */
  static SortedMap<String, byte[]> written() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    FrameCodec narrow = new BinaryCodec(ValueWidth.FLOAT32, Optional.empty());
    FrameCodec signed = new BinaryCodec(ValueWidth.FLOAT64, Optional.of(SampleFrames.KEY));
    put(files, new BinaryCodec(), ".bin");
    put(files, signed, "-signed.bin");
    put(files, new JsonCodec(), ".json");
    files.put("sensor-float32.bin", bytes(narrow, SampleFrames.sensor()));
    files.put("command-float32.bin", bytes(narrow, SampleFrames.command()));
    return files;
  }

  static FrameKind kindOf(String file) {
    FrameKind kind = FrameKind.ofWord(file.split("[-.]", -1)[0]);
    if (kind == null) {
      throw new IllegalArgumentException(file + " does not begin with a kind of frame");
    }
    return kind;
  }

  private static void put(SortedMap<String, byte[]> files, FrameCodec codec, String ending) {
    files.put("sensor" + ending, bytes(codec, SampleFrames.sensor()));
    files.put("command" + ending, bytes(codec, SampleFrames.command()));
    files.put("event" + ending, bytes(codec, SampleFrames.event()));
    files.put("status" + ending, bytes(codec, SampleFrames.status()));
  }
}
