package io.github.hjelm.export.data;

import io.github.hjelm.controller.reach.JsonTree;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.sensors.robot.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one folder of episodes, of Hjelm's or of anybody who keeps to the conventions. */
final class EpisodeReading {

  /** Rates are written with few digits. */
  private static final double RATE_TOLERANCE = 1e-3;

  /** The share of a period by which a frame may be early or late. */
  private static final double TIME_TOLERANCE = 0.1;

  /** More would take all memory: 2 GB in floats. */
  private static final long MAX_NUMBERS = 1L << 29;

  /** Names and shapes of a hundred columns take some ten kilobytes. */
  private static final long MAX_INFO_BYTES = JsonTree.MAX_BYTES;

  private final Path folder;
  private final EpisodesDescription wanted;
  private final Episodes.Recorder recorder;
  private final double[] observation;
  private final double[] action;
  private final double[] cell = new double[1];
  private long frames;
  private int episodes;
  private long episode = Long.MIN_VALUE;
  private long lastFrame;

  EpisodeReading(Path folder, EpisodesDescription wanted) {
    this.folder = folder;
    this.wanted = wanted;
    observation = new double[wanted.observation().size()];
    action = new double[wanted.action().size()];
    recorder = new Episodes.Recorder(observation.length, action.length, wanted.periodS());
  }

  Episodes read() throws DataRefusal {
    requireInfo();
    for (Path file : files()) {
      try {
        readFile(file);
      } catch (IOException | RuntimeException e) {
        throw new DataRefusal(
            "%s is no whole Parquet file (%s): write or copy it again"
                .formatted(file, firstLine(e)),
            e);
      }
    }
    if (episodes < 2) {
      throw new DataRefusal(
          "%s holds %s: give at least two episodes"
              .formatted(folder, episodes == 0 ? "no frames" : "a single episode"));
    }
    return recorder.episodes();
  }

  private static String firstLine(Throwable e) {
    String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("malformed");
    return JsonTree.shortened(text);
  }

  private void requireInfo() throws DataRefusal {
    Path file = folder.resolve(EpisodeColumns.INFO_FILE);
    Map<String, Object> info;
    try {
      if (!Files.isRegularFile(file)) {
        throw new DataRefusal(
            file + " does not exist: name a folder of episodes as LeRobot keeps them");
      }
      if (Files.size(file) > MAX_INFO_BYTES) {
        throw new DataRefusal(file + " is longer than " + MAX_INFO_BYTES + " bytes");
      }
      info = JsonTree.readForeign(Files.readAllBytes(file), file.toString());
    } catch (TableRefusal e) {
      throw new DataRefusal(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new DataRefusal(file + " cannot be read: " + e, e);
    }
    requireRate(file, info.get("fps"));
    if (info.get("features") instanceof Map<?, ?> features) {
      requireOrder(file, features.get(EpisodeColumns.OBSERVATION), wanted.observation());
      requireOrder(file, features.get(EpisodeColumns.ACTION), wanted.action());
    }
  }

  private void requireRate(Path file, @Nullable Object fps) throws DataRefusal {
    // Written so that NaN is refused.
    if (!(fps instanceof Number rate
        && Math.abs(rate.doubleValue() * wanted.periodS() - 1) <= RATE_TOLERANCE)) {
      throw new DataRefusal(
          "%s: 'fps' is %s where %s needs %s: sample the episodes anew"
              .formatted(file, fps, wanted.task(), EpisodeMeta.rate(wanted.periodS())));
    }
  }

  /** The same names in another order would be read as each other; foreign names are accepted. */
  private static void requireOrder(Path file, @Nullable Object feature, List<Quantity> quantities)
      throws DataRefusal {
    List<String> names = quantities.stream().map(Quantity::name).toList();
    if (feature instanceof Map<?, ?> tree
        && tree.get("names") instanceof List<?> there
        && !there.equals(names)
        && there.size() == names.size()
        && new HashSet<Object>(there).equals(new HashSet<Object>(names))) {
      throw new DataRefusal(
          "%s names the components %s where their order must be %s: reorder the columns"
              .formatted(file, there, names));
    }
  }

  private List<Path> files() throws DataRefusal {
    Path data = folder.resolve("data");
    try (Stream<Path> found = Files.isDirectory(data) ? Files.walk(data, 2) : Stream.empty()) {
      List<Path> files =
          found
              .filter(file -> file.toString().endsWith(".parquet"))
              // By number, also where there are more digits than the conventions foresee.
              .sorted(
                  Comparator.comparingInt((Path file) -> file.toString().length())
                      .thenComparing(Path::toString))
              .toList();
      if (files.isEmpty()) {
        throw new DataRefusal(data + " holds no chunk-*/*.parquet: name a folder of episodes");
      }
      return files;
    } catch (IOException e) {
      throw new DataRefusal(data + " cannot be read: " + e, e);
    }
  }

  private void readFile(Path file) throws IOException, DataRefusal {
    try (ParquetReading rows = new ParquetReading(file, EpisodeColumns.READ)) {
      frames += rows.rows();
      if (frames * Math.max(observation.length, action.length) > MAX_NUMBERS) {
        throw new DataRefusal(folder + " holds more numbers than are read: give fewer episodes");
      }
      while (rows.next()) {
        long inEpisode = whole(file, rows, 0);
        long frame = whole(file, rows, 1);
        follow(file, inEpisode, frame);
        requireTime(file, number(file, rows, 2));
        vector(file, rows, 3, observation, wanted.observation());
        vector(file, rows, 4, action, wanted.action());
        recorder.frame(observation, action);
      }
    }
  }

  private void follow(Path file, long inEpisode, long frame) throws DataRefusal {
    if (inEpisode > episode) {
      recorder.beginEpisode();
      episodes++;
      episode = inEpisode;
      lastFrame = -1;
    } else if (inEpisode < episode) {
      throw new DataRefusal(
          "%s: episode %d comes after episode %d in the column '%s': sort the rows"
              .formatted(file, inEpisode, episode, EpisodeColumns.EPISODE));
    }
    if (frame != lastFrame + 1) {
      throw new DataRefusal(
          "%s, episode %d: frame %d follows frame %d in the column '%s': sort the rows, leave no gap"
              .formatted(file, episode, frame, lastFrame, EpisodeColumns.FRAME));
    }
    lastFrame = frame;
  }

  private void requireTime(Path file, double timestamp) throws DataRefusal {
    double due = lastFrame * wanted.periodS();
    double tolerance = TIME_TOLERANCE * wanted.periodS() + Math.ulp((float) due);
    // Written so that NaN is refused.
    if (!(Math.abs(timestamp - due) <= tolerance)) {
      throw new DataRefusal(
          "%s: the column '%s' says %s s where it must be %s s: sample the episodes anew"
              .formatted(at(file), EpisodeColumns.TIMESTAMP, timestamp, due));
    }
  }

  private double number(Path file, ParquetReading rows, int column) throws DataRefusal {
    if (rows.read(column, cell) != 1) {
      throw new DataRefusal(
          "%s: the column '%s' does not hold one number"
              .formatted(at(file), EpisodeColumns.READ.get(column)));
    }
    return cell[0];
  }

  private long whole(Path file, ParquetReading rows, int column) throws DataRefusal {
    double number = number(file, rows, column);
    // Written so that NaN is refused.
    if (!(number >= 0 && number == Math.rint(number) && number < Integer.MAX_VALUE)) {
      throw new DataRefusal(
          "%s: the column '%s' is %s and not a count from 0"
              .formatted(at(file), EpisodeColumns.READ.get(column), number));
    }
    return (long) number;
  }

  private void vector(
      Path file, ParquetReading rows, int column, double[] values, List<Quantity> components)
      throws DataRefusal {
    String name = EpisodeColumns.READ.get(column);
    int count = rows.read(column, values);
    if (count != values.length) {
      throw new DataRefusal(
          "%s: the column '%s' holds %s where %s needs %d: %s"
              .formatted(
                  at(file),
                  name,
                  count < 0 ? "a list with a gap" : count + " numbers",
                  wanted.task(),
                  values.length,
                  components.stream().map(Quantity::name).toList()));
    }
    for (int i = 0; i < values.length; i++) {
      // Also what is finite in double only.
      if (!Float.isFinite((float) values[i])) {
        throw new DataRefusal(
            "%s: '%s' in the column '%s' is %s: leave the episode out or mend it"
                .formatted(at(file), components.get(i).name(), name, values[i]));
      }
    }
  }

  private String at(Path file) {
    return episodes == 0
        ? file.toString()
        : "%s, episode %d, frame %d".formatted(file, episode, lastFrame);
  }
}
