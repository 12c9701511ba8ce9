package io.github.hjelm.export.data;

import io.github.hjelm.sensors.robot.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON files beside the frames, as trees. */
final class EpisodeMeta {

  /** A rate that is this close to a whole number is one. */
  private static final double ROUNDING = 1e-9;

  private final Episodes episodes;
  private final EpisodesDescription description;

  EpisodeMeta(Episodes episodes, EpisodesDescription description) {
    this.episodes = episodes;
    this.description = description;
    if (description.observation().size() != episodes.observationSize()
        || description.action().size() != episodes.actionSize()
        || description.periodS() != episodes.periodS()) {
      throw new IllegalArgumentException(description + " does not describe these episodes");
    }
  }

  /** Frames per second. */
  static Number rate(double periodS) {
    double rate = 1 / periodS;
    return Math.abs(rate - Math.rint(rate)) <= ROUNDING * rate ? (Number) Math.round(rate) : rate;
  }

  /** {@code meta/info.json}, as LeRobot reads it. */
  Map<String, Object> info() {
    Map<String, Object> features = new LinkedHashMap<>();
    features.put(EpisodeColumns.OBSERVATION, feature("float32", names(description.observation())));
    features.put(EpisodeColumns.ACTION, feature("float32", names(description.action())));
    features.put(EpisodeColumns.TIMESTAMP, feature("float32", List.of(EpisodeColumns.TIMESTAMP)));
    for (String index :
        List.of(
            EpisodeColumns.FRAME,
            EpisodeColumns.EPISODE,
            EpisodeColumns.INDEX,
            EpisodeColumns.TASK)) {
      features.put(index, feature("int64", List.of(index)));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("codebase_version", "v3.0");
    tree.put("robot_type", description.robot());
    tree.put("total_episodes", episodes.count());
    tree.put("total_frames", episodes.frames());
    tree.put("total_tasks", 1);
    tree.put("chunks_size", 1000);
    tree.put("data_files_size_in_mb", 100);
    tree.put("video_files_size_in_mb", 200);
    tree.put("fps", rate(description.periodS()));
    tree.put("splits", Map.of("train", "0:" + episodes.count()));
    tree.put("data_path", EpisodeColumns.DATA_PATH);
    tree.put("video_path", "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4");
    tree.put("features", features);
    return tree;
  }

  private static Map<String, Object> feature(String type, List<String> names) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("dtype", type);
    tree.put("shape", List.of(names.size()));
    tree.put("names", names);
    return tree;
  }

  private static List<String> names(List<Quantity> quantities) {
    return quantities.stream().map(Quantity::name).toList();
  }

  /** {@code meta/stats.json}: extremes, means and deviations of every component. */
  Map<String, Object> statistics() {
    int frames = episodes.frames();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(
        EpisodeColumns.OBSERVATION,
        statistics(episodes.observationSize(), frames, episodes::observation));
    tree.put(EpisodeColumns.ACTION, statistics(episodes.actionSize(), frames, episodes::action));
    return tree;
  }

  @FunctionalInterface
  private interface Component {
    float value(int frame, int i);
  }

  private static Map<String, Object> statistics(int size, int frames, Component component) {
    List<Double> least = new ArrayList<>();
    List<Double> most = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int f = 0; f < frames; f++) {
        float value = component.value(f, i);
        low = Math.min(low, value);
        high = Math.max(high, value);
        sum += value;
      }
      double mean = sum / frames;
      double squares = 0;
      for (int f = 0; f < frames; f++) {
        squares += (component.value(f, i) - mean) * (component.value(f, i) - mean);
      }
      least.add(low);
      most.add(high);
      means.add(mean);
      deviations.add(Math.sqrt(squares / frames));
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("min", least);
    tree.put("max", most);
    tree.put("mean", means);
    tree.put("std", deviations);
    tree.put("count", List.of(frames));
    return tree;
  }

  /** {@code meta.json}: what the conventions have no place for. */
  Map<String, Object> meta(Map<String, Object> made) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", EpisodeFolder.FORMAT);
    tree.put("task", description.task());
    tree.put("robot", description.robot());
    tree.put("period_s", description.periodS());
    tree.put("episodes", episodes.count());
    tree.put("frames", episodes.frames());
    tree.put(EpisodeColumns.OBSERVATION, described(description.observation()));
    tree.put(EpisodeColumns.ACTION, described(description.action()));
    tree.put("made", made);
    return tree;
  }

  private static List<Map<String, Object>> described(List<Quantity> quantities) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Quantity quantity : quantities) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("name", quantity.name());
      tree.put("unit", quantity.unit());
      tree.put("lower", quantity.lower());
      tree.put("upper", quantity.upper());
      list.add(tree);
    }
    return list;
  }
}
