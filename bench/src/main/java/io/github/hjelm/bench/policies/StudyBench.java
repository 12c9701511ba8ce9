package io.github.hjelm.bench.policies;

import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.study.MethodResult;
import io.github.hjelm.export.study.ResultStore;
import io.github.hjelm.export.study.Study;
import io.github.hjelm.export.study.StudySettings;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Makes cells by studies; those of one task and seed share demonstrations and teacher. */
final class StudyBench implements Workbench {

  private final TaskCatalog tasks;
  private final LongFunction<StudySettings> settings;
  private final Path work;
  private final MonotonicClock clock;
  private final Map<String, Task> made = new HashMap<>();

  /** One at a time, for its demonstrations take memory. */
  private @Nullable Study study;

  private String studied = "";

  /**
   * @param settings for each seed
   * @param work where pieces are kept
   */
  StudyBench(
      TaskCatalog tasks, LongFunction<StudySettings> settings, Path work, MonotonicClock clock) {
    this.tasks = tasks;
    this.settings = settings;
    this.work = work;
    this.clock = clock;
  }

  @Override
  public String key(Cell cell) throws Refusal {
    return ResultStore.key(task(cell.task()), settings.apply(cell.seed()), cell.method());
  }

  @Override
  public MethodResult make(Cell cell, Progress progress) throws Refusal, InterruptedException {
    String name = cell.task() + "-" + cell.seed();
    Study current = study;
    if (current == null || !studied.equals(name)) {
      current =
          new Study(
              task(cell.task()),
              Map.of(),
              settings.apply(cell.seed()),
              Optional.empty(),
              work.resolve(name),
              clock);
      study = current;
      studied = name;
    }
    return current.measure(cell.method(), progress);
  }

  private Task task(String name) throws Refusal {
    Task task = made.get(name);
    if (task == null) {
      task = tasks.task(name, Map.of());
      made.put(name, task);
    }
    return task;
  }
}
