package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * What a certificate was solved for.
 *
 * @param robot its states are the table's axes; its disturbances are those that are covered
 * @param clearance l, which is not in the files: between nodes no table says it exactly
 * @param assumed where states have to be that the table is not over; where nothing is said they may
 *     be anywhere in the flown robot's bounds
 */
public record CertifiedGame(Robot robot, ClearanceField clearance, List<Quantity> assumed) {

  public CertifiedGame {
    assumed = List.copyOf(assumed);
  }

  /** A game that assumes nothing. */
  public CertifiedGame(Robot robot, ClearanceField clearance) {
    this(robot, clearance, List.of());
  }
}
