package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.fleet.RankingSource;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.fly.TaskRanking;
import io.github.hjelm.export.task.TaskCatalog;

/** By what a bundle's candidates are ranked. */
final class TaskRankings {

  private TaskRankings() {}

  /** Tasks of the box rank by their Hamiltonian; others by the order of their policy. */
  static RankingSource of(TaskCatalog tasks) {
    return (bundle, robot) -> {
      var use = bundle.manifest().task();
      if (tasks.kinds().stream().noneMatch(kind -> kind.covers(use.name()))) {
        return RankingSource.asProposed().ranking(bundle, robot);
      }
      try {
        return TaskRanking.of(tasks.task(use.name(), use.settings()), bundle.task());
      } catch (Refusal e) {
        throw new BundleRefusal(bundle.source() + ": " + e.getMessage(), e);
      }
    };
  }
}
