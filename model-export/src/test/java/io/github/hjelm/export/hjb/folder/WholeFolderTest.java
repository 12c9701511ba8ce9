package io.github.hjelm.export.hjb.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFolderTest {

  @TempDir private Path above;

  private List<String> found() throws IOException {
    try (Stream<Path> files = Files.list(above)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void leavesNothingWhenWritingFails() throws IOException {
    Path out = above.resolve("out");
    assertThrows(
        IOException.class,
        () ->
            WholeFolder.write(
                out,
                folder -> {
                  Files.writeString(folder.resolve("half"), "half");
                  assertFalse(Files.exists(out), "visible before it was whole");
                  throw new IOException("disk full");
                }));
    assertEquals(List.of(), found());
  }

  @Test
  void takesThePlaceOfAnEmptyFolderAndMakesThoseAbove() throws IOException {
    Path out = Files.createDirectory(above.resolve("out"));
    assertEquals(Optional.empty(), WholeFolder.obstacle(out));
    WholeFolder.write(out, folder -> Files.writeString(folder.resolve("all"), "all"));
    assertEquals("all", Files.readString(out.resolve("all")));
    Path deep = out.resolve("a/b");
    assertEquals(Optional.empty(), WholeFolder.obstacle(deep));
    WholeFolder.write(deep, folder -> {});
    assertTrue(Files.isDirectory(deep));
    assertEquals(List.of("out"), found());
  }

  @Test
  void saysWhatIsInTheWay() throws IOException {
    Path file = Files.writeString(above.resolve("file"), "mine");
    assertTrue(WholeFolder.obstacle(above).orElse("").contains("not empty"));
    assertTrue(WholeFolder.obstacle(file).orElse("").contains("is a file"));
    assertTrue(WholeFolder.obstacle(file.resolve("below")).orElse("").contains("cannot be made"));
  }
}
