package io.github.hjelm.export.data;

import java.util.List;

/** The columns of episodes by the conventions of LeRobot datasets, version 3. */
final class EpisodeColumns {

  static final String OBSERVATION = "observation.state";
  static final String ACTION = "action";
  static final String TIMESTAMP = "timestamp";
  static final String FRAME = "frame_index";
  static final String EPISODE = "episode_index";
  static final String INDEX = "index";
  static final String TASK = "task_index";

  /** What is read; the rest says nothing new. */
  static final List<String> READ = List.of(EPISODE, FRAME, TIMESTAMP, OBSERVATION, ACTION);

  static final String DATA_PATH = "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet";

  static final String DATA_FILE = "data/chunk-000/file-000.parquet";
  static final String EPISODES_FILE = "meta/episodes/chunk-000/file-000.parquet";
  static final String TASKS_FILE = "meta/tasks.parquet";
  static final String INFO_FILE = "meta/info.json";
  static final String STATS_FILE = "meta/stats.json";

  private EpisodeColumns() {}
}
