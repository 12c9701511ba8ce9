package io.github.hjelm.bench.policies;

import io.github.hjelm.export.policy.MethodCatalog;
import io.github.hjelm.export.study.PolicyTraining;
import io.github.hjelm.export.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is compared. */
final class PolicyGrid {

  /** With every method, from several seeds. */
  static final List<String> FULL = List.of("multi-goal", "amr-obstacles", "cartpole-swing-up");

  /** With the teacher, one student and regression, from one seed. */
  static final List<String> SHORT =
      List.of("pendulum-swing-up", "lane-change", "planar-quadrotor-gate", "lqr-64");

  /** Those with several ways that are equally good. */
  static final List<String> MULTIMODAL = List.of("multi-goal", "amr-obstacles");

  /** Whose students are held against the least possible cost. */
  static final String OPTIMUM_KNOWN = "lqr-64";

  /** Draws in one, two and four evaluations from one network. */
  static final String SHIPPED = "one-step";

  static final String REGRESSION = "regression";
  static final String GAUSSIAN = "gaussian";

  /** A student in few evaluations, a baseline in ten. */
  static final String FLOW = "flow";

  private static final int SEEDS = 3;

  private PolicyGrid() {}

  static List<String> tasks() {
    return Stream.concat(FULL.stream(), SHORT.stream()).toList();
  }

  static List<String> students() {
    return PolicyTraining.students();
  }

  /** Baselines beside flow matching. */
  static List<String> baselines() {
    return MethodCatalog.BASELINES;
  }

  /** The teacher first, for most students learn from it. */
  static List<String> methods(String task) {
    return FULL.contains(task)
        ? Stream.concat(Stream.of(Study.TEACHER), MethodCatalog.names().stream()).toList()
        : List.of(Study.TEACHER, SHIPPED, REGRESSION);
  }

  /**
   * Every cell, seed by seed and task by task: an interrupted run knows something of every task.
   *
   * @param only these tasks; empty means all
   * @param quick one seed
   */
  static List<Cell> cells(List<String> only, boolean quick) {
    List<Cell> cells = new ArrayList<>();
    for (long seed = 1; seed <= (quick ? 1 : SEEDS); seed++) {
      for (String task : tasks()) {
        boolean compared = seed == 1 || FULL.contains(task);
        if (compared && (only.isEmpty() || only.contains(task))) {
          for (String method : methods(task)) {
            cells.add(new Cell(task, method, seed));
          }
        }
      }
    }
    return cells;
  }
}
