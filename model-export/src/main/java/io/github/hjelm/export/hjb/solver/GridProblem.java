package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Optional;

/**
 * V_t + H(x, ∇V) = 0 with V = l at the end (theory 01.1), and what further terms it has.
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
    Optional<NodeFunction> obstacle,
    Terms terms) {

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
    int weights = terms.controlWeights().size();
    if (weights != 0 && weights != robot.controls().size()) {
      throw new IllegalArgumentException(
          "robot "
              + robot.name()
              + " has "
              + robot.controls().size()
              + " controls, but "
              + weights
              + " have a weight");
    }
    if (terms.moving() && tube == Tube.FREEZE) {
      throw new IllegalArgumentException(
          "a tube around something that moves may grow again, so it cannot be frozen; take"
              + " OBSTACLE");
    }
  }

  /** Nothing beyond V_t + H = 0. */
  public GridProblem(
      Grid grid,
      Robot robot,
      Game game,
      Tube tube,
      NodeFunction terminal,
      Optional<NodeFunction> obstacle) {
    this(grid, robot, game, tube, terminal, obstacle, Terms.none());
  }

  /** The same with other terms. */
  public GridProblem with(Terms other) {
    return new GridProblem(grid, robot, game, tube, terminal, obstacle, other);
  }
}
