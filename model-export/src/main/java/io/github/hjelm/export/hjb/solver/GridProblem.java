package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Optional;

/**
 * V_t + H(x, ∇V) = 0 with V = l at the end (theory 01.1).
 *
 * @param robot whose states are the grid's axes
 * @param terminal l(x): what V is at the end, and for a tube its upper bound at any time
 * @param obstacle g(x), for reach-avoid: V never lies below it, so that g > 0 cannot reach
 */
public record GridProblem(
    Grid grid,
    Robot robot,
    Game game,
    Tube tube,
    NodeFunction terminal,
    Optional<NodeFunction> obstacle) {

  public GridProblem {
    if (robot.states().size() != grid.dimensions()) {
      throw new IllegalArgumentException(
          "robot "
              + robot.name()
              + " has "
              + robot.states().size()
              + " states, the grid has "
              + grid.dimensions()
              + " axes");
    }
  }
}
