package io.github.hjelm.export.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.sensors.robot.Robot;

/**
 * What a problem asks to be kept: the control keeps the clearance at 0 or above, the disturbance
 * does its worst. It is all that a certificate needs to know.
 *
 * @param robot whose states are the grid's axes, in their order; its bounds are the game's
 * @param grid where the problem is solved
 * @param clearance l, finite at every node; called from several threads
 * @param beyond what it means to leave the grid
 */
public record AvoidGame(Robot robot, Grid grid, ClearanceField clearance, Beyond beyond) {

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

  public AvoidGame {
    if (robot.states().size() != grid.dimensions()) {
      throw new IllegalArgumentException(
          "the grid has %d axes, the robot %s has %d states"
              .formatted(grid.dimensions(), robot.name(), robot.states().size()));
    }
  }
}
