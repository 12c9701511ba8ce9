package io.github.hjelm.controller.dashboard;

import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page has to know of a robot and its controller once. A new bundle, lane or epoch is a new
 * sheet.
 *
 * @param name of this robot on the wire
 * @param model what its dynamics are
 * @param scene how to draw it, or null: then each state is a bar
 * @param stages what a cycle's durations are called, the whole cycle last
 * @param periodS between cycles
 * @param deadlineNs a cycle that takes longer is a deadline miss
 * @param planPeriodS for how long a plan's controls are held
 */
public record RobotSheet(
    String name,
    Robot model,
    @Nullable Scene scene,
    List<String> stages,
    double periodS,
    long deadlineNs,
    double planPeriodS,
    BundleLabel bundle,
    long epoch,
    String lane) {

  /**
   * Which policy flies.
   *
   * @param sha256 of the manifest
   * @param certified whether there is a certificate; without, the page shouts
   * @param promise what the certificate says, in a sentence; may be empty
   */
  public record BundleLabel(
      String name, String version, String sha256, boolean certified, String promise) {}

  public RobotSheet {
    stages = List.copyOf(stages);
  }
}
