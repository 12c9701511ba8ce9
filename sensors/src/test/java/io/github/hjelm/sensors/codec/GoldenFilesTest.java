package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.SensorFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GoldenFilesTest {

  /**
   * {@code -Dhjelm.write-golden} writes the files anew; only a new format version is a reason to.
   */
  @BeforeAll
  static void writeWhenAsked() throws IOException {
    if (System.getProperty("hjelm.write-golden") != null) {
      for (Map.Entry<String, byte[]> file : GoldenFiles.written().entrySet()) {
        Files.write(GoldenFiles.FOLDER.resolve(file.getKey()), file.getValue());
      }
    }
  }

  @Test
  void todaysBuildWritesTheSameBytes() throws IOException {
    Map<String, byte[]> written = GoldenFiles.written();
    try (Stream<Path> files = Files.list(GoldenFiles.FOLDER)) {
      assertEquals(
          written.keySet(),
          new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
    }
    for (Map.Entry<String, byte[]> file : written.entrySet()) {
      assertArrayEquals(GoldenFiles.read(file.getKey()), file.getValue(), file.getKey());
    }
  }

  @Test
  void todaysBuildReadsThemBack() throws IOException {
    for (String file : GoldenFiles.written().keySet()) {
      Optional<CommandKey> key =
          file.contains("signed") ? Optional.of(SampleFrames.KEY) : Optional.empty();
      assertReads(file, FrameCodecs.named("binary", key));
    }
  }

  private static void assertReads(String file, FrameCodec codec) throws IOException {
    byte[] bytes = GoldenFiles.read(file);
    boolean narrow = file.contains("float32");
    List<Object> received = new ArrayList<>();
    switch (GoldenFiles.kindOf(file)) {
      case SENSOR -> {
        SensorFrame frame = new SensorFrame();
        SensorFrame expected = SampleFrames.sensor();
        assertEquals(FrameOutcome.ACCEPTED, codec.decode(bytes, bytes.length, frame), file);
        for (int i = 0; narrow && i < expected.valueCount(); i++) {
          expected.setValue(i, (float) expected.value(i));
        }
        FrameAssert.assertSame(expected, frame);
      }
      case COMMAND -> {
        CommandFrame frame = new CommandFrame();
        CommandFrame expected = SampleFrames.command();
        assertEquals(FrameOutcome.ACCEPTED, codec.decode(bytes, bytes.length, frame), file);
        for (int i = 0; narrow && i < expected.valueCount(); i++) {
          expected.setValue(i, (float) expected.value(i));
        }
        FrameAssert.assertSame(expected, frame);
      }
      case EVENT -> {
        codec.decodeEvent(bytes, bytes.length, received::add);
        assertEquals(List.of(SampleFrames.event()), received, file);
      }
      case STATUS -> {
        codec.decodeStatus(bytes, bytes.length, received::add);
        assertEquals(List.of(SampleFrames.status()), received, file);
      }
    }
  }
}
