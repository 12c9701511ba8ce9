package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/** How much a task dislikes a control: its Hamiltonian, or a cost that orders controls like it. */
@FunctionalInterface
public interface CandidateRanking {

  /** Smaller is better; NaN comes last. Both arrays are lent for the call. */
  @HotPath
  double cost(double[] x, double[] u);

  /** Keeps the order in which a policy proposes. */
  static CandidateRanking asProposed() {
    return (x, u) -> 0;
  }
}
