package io.github.hjelm.export.task;

import io.github.hjelm.sensors.yaml.Spelling;
import java.util.List;
import java.util.Map;

/** Tasks that can be trained for by name. A new task is one class and one line here. */
public final class TaskCatalog {

  private final List<TaskKind> kinds;

  public TaskCatalog(List<TaskKind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /** The tasks in the box. */
  public static TaskCatalog standard() {
    return new TaskCatalog(
        List.of(
            MultiGoal.KIND,
            AmrObstaclesTask.KIND,
            PendulumSwingUpTask.KIND,
            CartpoleSwingUp.KIND,
            ChangeLane.KIND,
            QuadrotorGate.KIND,
            LqrTask.KIND));
  }

  /** All kinds, in the order of help and documentation. */
  public List<TaskKind> kinds() {
    return kinds;
  }

  public List<String> names() {
    return kinds.stream().map(TaskKind::name).toList();
  }

  /** The kind of a task of that name. */
  public TaskKind kind(String name) throws TaskRefusal {
    for (TaskKind kind : kinds) {
      if (kind.covers(name)) {
        return kind;
      }
    }
    throw new TaskRefusal("there is no task '" + name + "', " + Spelling.advice(name, names()));
  }

  /**
   * The task of that name, with settings over its defaults.
   *
   * @throws TaskRefusal when there is no such task or setting, or it cannot be posed so
   */
  public Task task(String name, Map<String, String> settings) throws TaskRefusal {
    TaskKind kind = kind(name);
    return kind.factory().create(name, kind.settings(settings));
  }
}
