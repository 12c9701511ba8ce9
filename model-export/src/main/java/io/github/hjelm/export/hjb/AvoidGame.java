package io.github.hjelm.export.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * What a problem asks to be kept: the control keeps the clearance at 0 or above, the disturbance
 * does its worst. It is all that a certificate needs to know.
 *
 * @param robot whose states are the grid's axes, in their order; its bounds are the game's
 * @param grid where the problem is solved
 * @param clearance l, finite at every node; called from several threads
 * @param beyond what it means to leave the grid
 * @param assumed where states of the whole robot have to be that the game is not about, for what is
 *     safe in the game to be safe for the robot
 */
public record AvoidGame(
    Robot robot, Grid grid, ClearanceField clearance, Beyond beyond, List<Quantity> assumed) {

  /** What lies beyond the edge of a grid. */
  public enum Beyond {
    /** Nobody knows: whoever leaves has lost. */
    LOST,
    /**
     * Nothing that could be hit: all that must be avoided lies on the grid. A certificate then
     * still has to show that whoever comes back arrives safely.
     */
    FREE
  }

  /** A game in which nobody may leave the grid. */
  public AvoidGame(Robot robot, Grid grid, ClearanceField clearance) {
    this(robot, grid, clearance, Beyond.LOST);
  }

  /** A game that assumes nothing of other states. */
  public AvoidGame(Robot robot, Grid grid, ClearanceField clearance, Beyond beyond) {
    this(robot, grid, clearance, beyond, List.of());
  }

  public AvoidGame {
    assumed = List.copyOf(assumed);
    if (robot.states().size() != grid.dimensions()) {
      throw new IllegalArgumentException(
          "the grid has %d axes, the robot %s has %d states"
              .formatted(grid.dimensions(), robot.name(), robot.states().size()));
    }
  }
}
