package io.github.hjelm.export.data;

import io.github.hjelm.controller.reach.JsonTree;
import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.data.ParquetWriting.Column;
import io.github.hjelm.export.data.ParquetWriting.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Episodes as a folder that follows the conventions of LeRobot datasets, version 3, with a {@code
 * meta.json} beside them that names tasks, units and how they were made.
 */
public final class EpisodeFolder {

  /** Changes when a reader of the old format would misread the new one. */
  public static final String FORMAT = "hjelm-episodes-1";

  /** Tells pandas which column names the rows; LeRobot looks tasks up by it. */
  private static final String TASKS_FOR_PANDAS =
      """
      {"index_columns": ["task"], "column_indexes": [], "columns": [\
      {"name": "task_index", "field_name": "task_index", "pandas_type": "int64", \
      "numpy_type": "int64", "metadata": null}, \
      {"name": "task", "field_name": "task", "pandas_type": "unicode", \
      "numpy_type": "object", "metadata": null}], "pandas_version": "2.0.0"}""";

  private EpisodeFolder() {}

  /**
   * Writes a new folder; it appears complete or not at all.
   *
   * @param made how the episodes came to be, such as the seed; fit for JSON
   */
  public static void write(
      Path folder, Episodes episodes, EpisodesDescription description, Map<String, Object> made)
      throws DataRefusal {
    try (TableFolder draft = TableFolder.begin(folder)) {
      EpisodeMeta meta = new EpisodeMeta(episodes, description);
      writeFrames(file(draft, EpisodeColumns.DATA_FILE), episodes);
      writeEpisodes(file(draft, EpisodeColumns.EPISODES_FILE), episodes, description);
      writeTasks(file(draft, EpisodeColumns.TASKS_FILE), description);
      writeText(file(draft, EpisodeColumns.INFO_FILE), meta.info());
      writeText(file(draft, EpisodeColumns.STATS_FILE), meta.statistics());
      writeText(file(draft, "meta.json"), meta.meta(made));
      draft.publish();
    } catch (TableRefusal e) {
      throw new DataRefusal(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new DataRefusal("the episodes " + folder + " cannot be written: " + e, e);
    }
  }

  /**
   * Reads all episodes of a folder and checks every number.
   *
   * @param wanted what the episodes must be; names of their task and robot do not matter
   */
  public static Episodes read(Path folder, EpisodesDescription wanted) throws DataRefusal {
    return new EpisodeReading(folder, wanted).read();
  }

  private static Path file(TableFolder draft, String name) throws IOException {
    Path file = draft.file(name);
    Files.createDirectories(file.resolveSibling("."));
    return file;
  }

  private static void writeText(Path file, Map<String, Object> tree) throws IOException {
    Files.write(file, JsonTree.write(tree).getBytes(StandardCharsets.UTF_8));
  }

  static void writeFrames(Path file, Episodes episodes) throws IOException {
    int seen = episodes.observationSize();
    int done = episodes.actionSize();
    List<Column> columns =
        List.of(
            vector(EpisodeColumns.OBSERVATION, seen),
            vector(EpisodeColumns.ACTION, done),
            new Column(EpisodeColumns.TIMESTAMP, Kind.NUMBER),
            new Column(EpisodeColumns.FRAME, Kind.WHOLE),
            new Column(EpisodeColumns.EPISODE, Kind.WHOLE),
            new Column(EpisodeColumns.INDEX, Kind.WHOLE),
            new Column(EpisodeColumns.TASK, Kind.WHOLE));
    float[] observation = new float[seen];
    float[] action = new float[done];
    int[] episode = {0};
    ParquetWriting.write(
        file,
        columns,
        Map.of(),
        episodes.frames(),
        (row, cells) -> {
          while (row >= episodes.endFrame(episode[0])) {
            episode[0]++;
          }
          for (int i = 0; i < seen; i++) {
            observation[i] = episodes.observation(row, i);
          }
          for (int j = 0; j < done; j++) {
            action[j] = episodes.action(row, j);
          }
          int frame = row - episodes.firstFrame(episode[0]);
          vector(cells, observation);
          vector(cells, action);
          cells.number((float) (frame * episodes.periodS()));
          cells.whole(frame);
          cells.whole(episode[0]);
          cells.whole(row);
          cells.whole(0);
        });
  }

  /** By the conventions, what has one component only is a number and not a list. */
  private static Column vector(String name, int size) {
    return new Column(name, size == 1 ? Kind.NUMBER : Kind.NUMBERS);
  }

  private static void vector(ParquetWriting.Row cells, float[] values) {
    if (values.length == 1) {
      cells.number(values[0]);
    } else {
      cells.numbers(values);
    }
  }

  private static void writeEpisodes(Path file, Episodes episodes, EpisodesDescription description)
      throws IOException {
    List<Column> columns =
        List.of(
            new Column(EpisodeColumns.EPISODE, Kind.WHOLE),
            new Column("tasks", Kind.TEXTS),
            new Column("length", Kind.WHOLE),
            new Column("data/chunk_index", Kind.WHOLE),
            new Column("data/file_index", Kind.WHOLE),
            new Column("dataset_from_index", Kind.WHOLE),
            new Column("dataset_to_index", Kind.WHOLE),
            new Column("meta/episodes/chunk_index", Kind.WHOLE),
            new Column("meta/episodes/file_index", Kind.WHOLE));
    ParquetWriting.write(
        file,
        columns,
        Map.of(),
        episodes.count(),
        (row, cells) -> {
          cells.whole(row);
          cells.texts(List.of(description.task()));
          cells.whole(episodes.endFrame(row) - episodes.firstFrame(row));
          cells.whole(0);
          cells.whole(0);
          cells.whole(episodes.firstFrame(row));
          cells.whole(episodes.endFrame(row));
          cells.whole(0);
          cells.whole(0);
        });
  }

  private static void writeTasks(Path file, EpisodesDescription description) throws IOException {
    List<Column> columns =
        List.of(new Column(EpisodeColumns.TASK, Kind.WHOLE), new Column("task", Kind.TEXT));
    ParquetWriting.write(
        file,
        columns,
        Map.of("pandas", TASKS_FOR_PANDAS),
        1,
        (row, cells) -> {
          cells.whole(0);
          cells.text(description.task());
        });
  }
}
