package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.sensors.robot.Robot;

/** Knows how a bundle's task ranks candidates; the tasks themselves are not the controller's. */
@FunctionalInterface
public interface RankingSource {

  /** A ranking for one robot's loop. */
  CandidateRanking ranking(Bundle bundle, Robot robot) throws BundleRefusal, TableRefusal;

  /** Candidates are tried in the order in which a policy proposes them. */
  static RankingSource asProposed() {
    return (bundle, robot) -> CandidateRanking.asProposed();
  }
}
