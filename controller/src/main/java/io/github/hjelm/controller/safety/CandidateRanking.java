package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/** How much a task dislikes a control: its Hamiltonian, or a cost that orders controls like it. */
@FunctionalInterface
public interface CandidateRanking {

  /** Smaller is better; NaN comes last. Both arrays are lent for the call. */
  @HotPath
  double cost(double[] x, double[] u);

  /**
   * The same with chance: of the candidates that are let through, one is chosen with a probability
   * that falls with e to the power of its cost over the temperature.
   *
   * @param temperature in the unit of costs; 0 leaves the ranking as it is
   * @param seed chance depends on it, on state and control, and on nothing else, so that a recorded
   *     cycle comes out the same again
   */
  default CandidateRanking softened(double temperature, long seed) {
    return temperature == 0 ? this : new SoftRanking(this, temperature, seed);
  }

  /** Keeps the order in which a policy proposes. */
  static CandidateRanking asProposed() {
    return (x, u) -> 0;
  }
}
