package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.controller.reach.Grid;

/**
 * A controlled Markov chain on the nodes of a grid without periodic axes: it jumps to neighbours at
 * rates that a control chooses, pays a cost rate and is killed at a discount rate (theory 02.2).
 */
public interface Chain {

  /** Where the chain lives. */
  Grid grid();

  /** How far the node numbers of neighbours along diagonals are apart, where it jumps there. */
  default int[] diagonals() {
    return new int[0];
  }

  /**
   * Writes the row of the control that is best at a node against the values given. The row there
   * before is the present choice; a chain may keep it when it finds nothing better.
   */
  void choose(int node, double[] v, ChainRows rows);
}
