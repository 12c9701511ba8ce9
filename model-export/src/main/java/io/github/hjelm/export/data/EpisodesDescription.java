package io.github.hjelm.export.data;

import io.github.hjelm.export.task.Task;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;

/**
 * What the numbers in episodes are.
 *
 * @param observation the components of {@code observation.state}, in order
 * @param action the components of {@code action}, in order
 * @param periodS the time between frames
 */
public record EpisodesDescription(
    String task, String robot, List<Quantity> observation, List<Quantity> action, double periodS) {

  public EpisodesDescription {
    observation = List.copyOf(observation);
    action = List.copyOf(action);
  }

  /** Of the episodes of a task. */
  public static EpisodesDescription of(Task task) {
    return new EpisodesDescription(
        task.name(),
        task.robot().name(),
        task.observation(),
        task.robot().controls(),
        task.chunk().periodS());
  }
}
