package io.github.hjelm.export.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.data.ParquetWriting.Column;
import io.github.hjelm.export.data.ParquetWriting.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with episodes is said in one sentence that names file, episode and column. */
class EpisodeRefusalTest {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("observation.state", Kind.NUMBERS),
          new Column("action", Kind.NUMBER),
          new Column("timestamp", Kind.NUMBER),
          new Column("frame_index", Kind.WHOLE),
          new Column("episode_index", Kind.WHOLE));

  /** A row of a file to be spoilt. */
  private record Line(List<Float> observation, float action, float time, long frame, long episode) {

    static Line of(int episode, int frame) {
      return new Line(List.of(1f, 2f), frame, frame * 0.05f, frame, episode);
    }

    Line observed(Float... observation) {
      return new Line(Arrays.asList(observation), action, time, frame, episode);
    }

    Line done(float action) {
      return new Line(observation, action, time, frame, episode);
    }

    Line at(float time) {
      return new Line(observation, action, time, frame, episode);
    }
  }

  @TempDir Path folder;
  private Path file;
  private final List<Line> lines = new ArrayList<>();

  @BeforeEach
  void twoEpisodes() throws IOException {
    file = folder.resolve("data/chunk-000/file-000.parquet");
    Files.createDirectories(file.resolveSibling("."));
    Files.createDirectories(folder.resolve("meta"));
    info("{\"fps\": 20}");
    for (int e = 0; e < 2; e++) {
      for (int f = 0; f < 3; f++) {
        lines.add(Line.of(e, f));
      }
    }
  }

  private void info(String json) throws IOException {
    Files.writeString(folder.resolve("meta/info.json"), json);
  }

  private void write(List<Column> columns) throws IOException {
    ParquetWriting.write(
        file,
        columns,
        Map.of(),
        lines.size(),
        (row, cells) -> {
          Line line = lines.get(row);
          for (Column column : columns) {
            switch (column.name()) {
              case "observation.state" -> {
                float[] observation = new float[line.observation().size()];
                for (int i = 0; i < observation.length; i++) {
                  observation[i] = line.observation().get(i);
                }
                cells.numbers(observation);
              }
              case "action" -> cells.number(line.action());
              case "timestamp" -> cells.number(line.time());
              case "frame_index" -> cells.whole(line.frame());
              case "episode_index" -> cells.whole(line.episode());
              default -> cells.text("text");
            }
          }
        });
  }

  private String refusal() {
    DataRefusal refusal =
        assertThrows(
            DataRefusal.class, () -> EpisodeFolder.read(folder, EpisodeFolderTest.DESCRIPTION));
    String sentence = refusal.sentence();
    assertTrue(sentence.lines().count() == 1, sentence);
    return sentence.replace(folder.toString(), "DIR").replace("data/chunk-000/", "");
  }

  private void assertRefused(String expected) throws IOException {
    write(COLUMNS);
    assertEquals(expected, refusal());
  }

  @Test
  void nothingIsWrongWithThePattern() throws Exception {
    write(COLUMNS);
    assertEquals(6, EpisodeFolder.read(folder, EpisodeFolderTest.DESCRIPTION).frames());
  }

  @Test
  void notANumber() throws Exception {
    lines.set(4, lines.get(4).observed(1f, Float.NaN));
    assertRefused(
        "DIR/file-000.parquet, episode 1, frame 1: 'position' in the column 'observation.state' is"
            + " NaN: leave the episode out or mend it");
  }

  @Test
  void infinite() throws Exception {
    lines.set(2, lines.get(2).done(Float.NEGATIVE_INFINITY));
    assertRefused(
        "DIR/file-000.parquet, episode 0, frame 2: 'acceleration' in the column 'action' is"
            + " -Infinity: leave the episode out or mend it");
  }

  @Test
  void wrongWidth() throws Exception {
    lines.set(5, lines.get(5).observed(1f, 2f, 3f));
    assertRefused(
        "DIR/file-000.parquet, episode 1, frame 2: the column 'observation.state' holds 3 numbers"
            + " where two-goals needs 2: [velocity, position]");
    lines.set(5, lines.get(5).observed(1f));
    assertRefused(
        "DIR/file-000.parquet, episode 1, frame 2: the column 'observation.state' holds 1 numbers"
            + " where two-goals needs 2: [velocity, position]");
  }

  @Test
  void missingColumn() throws Exception {
    write(COLUMNS.stream().filter(column -> !column.name().equals("action")).toList());
    assertEquals(
        "DIR/file-000.parquet has no column 'action', only observation.state, timestamp,"
            + " frame_index, episode_index: write it under that name",
        refusal());
  }

  @Test
  void columnOfText() throws Exception {
    List<Column> columns = new ArrayList<>(COLUMNS);
    columns.set(1, new Column("action", Kind.TEXT));
    ParquetWriting.write(
        file,
        columns,
        Map.of(),
        1,
        (row, cells) -> {
          cells.numbers(new float[] {1, 2});
          cells.text("left");
          cells.number(0);
          cells.whole(0);
          cells.whole(0);
        });
    assertEquals(
        "DIR/file-000.parquet: the column 'action' holds neither numbers nor lists of numbers",
        refusal());
  }

  @Test
  void singleEpisodeAndNone() throws Exception {
    lines.subList(3, 6).clear();
    assertRefused("DIR holds a single episode: give at least two episodes");
    lines.clear();
    assertRefused("DIR holds no frames: give at least two episodes");
  }

  @Test
  void framesOutOfOrder() throws Exception {
    lines.set(1, Line.of(0, 2));
    lines.set(2, Line.of(0, 1));
    assertRefused(
        "DIR/file-000.parquet, episode 0: frame 2 follows frame 0 in the column 'frame_index':"
            + " sort the rows, leave no gap");
  }

  @Test
  void episodesOutOfOrder() throws Exception {
    lines.add(Line.of(0, 3));
    assertRefused(
        "DIR/file-000.parquet: episode 0 comes after episode 1 in the column 'episode_index': sort"
            + " the rows");
  }

  @Test
  void anotherRate() throws Exception {
    info("{\"fps\": 10}");
    assertRefused(
        "DIR/meta/info.json: 'fps' is 10 where two-goals needs 20: sample the episodes anew");
    info("{}");
    assertRefused(
        "DIR/meta/info.json: 'fps' is null where two-goals needs 20: sample the episodes anew");
  }

  @Test
  void framesLost() throws Exception {
    lines.set(4, lines.get(4).at(0.1f));
    assertRefused(
        "DIR/file-000.parquet, episode 1, frame 1: the column 'timestamp' says 0.10000000149011612"
            + " s where it must be 0.05 s: sample the episodes anew");
    lines.set(4, lines.get(4).at(Float.NaN));
    write(COLUMNS);
    assertTrue(refusal().contains("'timestamp' says NaN s"));
  }

  @Test
  void componentsInAnotherOrder() throws Exception {
    info(
        """
        {"fps": 20, "features": {"observation.state": {"names": ["position", "velocity"]}}}
        """);
    assertRefused(
        "DIR/meta/info.json names the components [position, velocity] where their order must be"
            + " [velocity, position]: reorder the columns");
  }

  @Test
  void truncatedFile() throws Exception {
    write(COLUMNS);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 100));
    assertTrue(
        refusal().startsWith("DIR/file-000.parquet is no whole Parquet file ("), this::refusal);
  }

  @Test
  void notAParquetFile() throws Exception {
    Files.writeString(file, "observation,action\n1,2\n");
    assertTrue(
        refusal().startsWith("DIR/file-000.parquet is no whole Parquet file ("), this::refusal);
    Files.write(file, new byte[0]);
    assertTrue(
        refusal().startsWith("DIR/file-000.parquet is no whole Parquet file ("), this::refusal);
  }

  @Test
  void flippedBits() throws Exception {
    write(COLUMNS);
    byte[] bytes = Files.readAllBytes(file);
    // Within the first page's numbers, behind its header.
    bytes[60] ^= 64;
    Files.write(file, bytes);
    assertTrue(refusal().contains("is no whole Parquet file ("), this::refusal);
  }

  @Test
  void notAFolderOfEpisodes() throws Exception {
    Files.delete(folder.resolve("meta/info.json"));
    assertEquals(
        "DIR/meta/info.json does not exist: name a folder of episodes as LeRobot keeps them",
        refusal());
    info("{\"fps\": 20}");
    assertEquals("DIR/data holds no chunk-*/*.parquet: name a folder of episodes", refusal());
    info("fps = 20");
    assertTrue(refusal().startsWith("DIR/meta/info.json is not JSON ("), this::refusal);
  }
}
