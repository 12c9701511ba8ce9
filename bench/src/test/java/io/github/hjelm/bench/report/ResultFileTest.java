package io.github.hjelm.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void replacesWholeFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "what was there");
    ResultFile.write(file, NEW);
    assertEquals("new", Files.readString(file));
    ResultFile.write(folder.resolve("y.json"), NEW);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("x.json", "y.json"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aFullDiskIsNamed() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no device that is always full");
    IOException refusal = assertThrows(IOException.class, () -> ResultFile.write(full, NEW));
    assertTrue(
        String.valueOf(refusal.getMessage())
            .startsWith("/dev/full cannot be written: No space left"),
        refusal::getMessage);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path file = folder.resolve("none/x.json");
    IOException refusal = assertThrows(IOException.class, () -> ResultFile.write(file, NEW));
    assertTrue(
        String.valueOf(refusal.getMessage()).startsWith(file + " cannot be written"),
        refusal::getMessage);
  }
}
