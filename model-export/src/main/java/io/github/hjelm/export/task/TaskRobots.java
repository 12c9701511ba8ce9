package io.github.hjelm.export.task;

import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import java.util.Map;

/** Robots of the catalogue, as tasks want them. */
final class TaskRobots {

  private TaskRobots() {}

  static Robot create(String task, String kind, Map<String, Double> parameters) throws TaskRefusal {
    try {
      return RobotCatalog.create(kind, parameters);
    } catch (RobotRefusal e) {
      throw new TaskRefusal("task " + task + ": " + e.sentence());
    }
  }
}
