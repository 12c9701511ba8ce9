package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.TableRefusal;
import java.util.Map;

/** Who can pose again what a certificate says it was solved for. */
@FunctionalInterface
public interface CertifiedGames {

  /**
   * Poses it.
   *
   * @param problem its name
   * @param parameters all of them
   * @param disturbance how much of the model's own disturbances the game has
   * @throws TableRefusal when there is no such problem, or not with these parameters
   */
  CertifiedGame pose(String problem, Map<String, Object> parameters, Grid grid, double disturbance)
      throws TableRefusal;
}
