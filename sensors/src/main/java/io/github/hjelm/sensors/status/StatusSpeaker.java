package io.github.hjelm.sensors.status;

import io.github.hjelm.sensors.frame.Topics;

/**
 * Who says that it is there.
 *
 * @param robot the robot it concerns
 * @param source as in the frame
 * @param topic where the status is kept
 * @param model the robot model's name
 */
public record StatusSpeaker(String robot, String source, String topic, String model) {

  /** The robot itself. */
  public static StatusSpeaker robot(String robot, String model) {
    return new StatusSpeaker(robot, "robot", Topics.status(robot), model);
  }

  /** Whoever controls it. */
  public static StatusSpeaker controller(String robot, String model) {
    return new StatusSpeaker(robot, "controller", Topics.controllerStatus(robot), model);
  }
}
