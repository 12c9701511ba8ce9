package io.github.hjelm.export.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pyarrow wrote, see {@code make_episodes.py} beside them. */
class ForeignEpisodesTest {

  @TempDir Path folder;

  /** A fixture as bytes. */
  static byte[] bytes(String name) throws IOException {
    try (InputStream stream = ForeignEpisodesTest.class.getResourceAsStream("pyarrow/" + name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    }
  }

  private void place(String fixture, String file) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.resolveSibling("."));
    Files.write(target, bytes(fixture));
  }

  private Episodes read() throws DataRefusal {
    return EpisodeFolder.read(folder, EpisodeFolderTest.DESCRIPTION);
  }

  private static void assertFixture(Episodes episodes) {
    assertEquals(2, episodes.count());
    assertEquals(7, episodes.frames());
    assertEquals(4, episodes.firstFrame(1));
    for (int e = 0; e < 2; e++) {
      for (int at = episodes.firstFrame(e); at < episodes.endFrame(e); at++) {
        int f = at - episodes.firstFrame(e);
        assertEquals(e + 0.25f * f, episodes.observation(at, 0));
        assertEquals(-(float) f, episodes.observation(at, 1));
        assertEquals(0.5f * f - e, episodes.action(at, 0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list-snappy-v1-dictionary.parquet",
        "fixed-zstd-v2.parquet",
        "large-double-plain-v2.parquet"
      })
  void readsEveryWayOfWritingLists(String fixture) throws Exception {
    place("info.json", "meta/info.json");
    place(fixture, "data/chunk-000/file-000.parquet");
    assertFixture(read());
  }

  @Test
  void readsOneFilePerEpisode() throws Exception {
    place("info.json", "meta/info.json");
    place("episode_000000.parquet", "data/chunk-000/episode_000000.parquet");
    place("episode_000001.parquet", "data/chunk-000/episode_000001.parquet");
    assertFixture(read());
  }

  @Test
  void readsFilesByNumberAndNotByLetter() throws Exception {
    place("info.json", "meta/info.json");
    place("episode_000000.parquet", "data/chunk-999/file-000.parquet");
    place("episode_000001.parquet", "data/chunk-1000/file-000.parquet");
    assertFixture(read());
  }

  @Test
  void refusesListsWithGaps() throws Exception {
    place("info.json", "meta/info.json");
    place("gaps.parquet", "data/chunk-000/file-000.parquet");
    String expected =
        folder.resolve("data/chunk-000/file-000.parquet")
            + ", episode 0, frame 1: the column 'observation.state' holds a list with a gap where"
            + " two-goals needs 2: [velocity, position]";
    assertEquals(expected, assertThrows(DataRefusal.class, this::read).sentence());
    place("missing.parquet", "data/chunk-000/file-000.parquet");
    assertEquals(
        expected.replace("a list with a gap", "0 numbers"),
        assertThrows(DataRefusal.class, this::read).sentence());
  }

  @Test
  void refusesToGuessAtOtherCompression() throws Exception {
    place("info.json", "meta/info.json");
    place("gzip.parquet", "data/chunk-000/file-000.parquet");
    assertEquals(
        folder.resolve("data/chunk-000/file-000.parquet")
            + ": the column 'observation.state' is packed with GZIP: write it with snappy, zstd or"
            + " not packed",
        assertThrows(DataRefusal.class, this::read).sentence());
  }
}
