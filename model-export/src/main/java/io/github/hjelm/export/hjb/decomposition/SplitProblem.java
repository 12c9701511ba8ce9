package io.github.hjelm.export.hjb.decomposition;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;

/** A problem whose answer is one table per part rather than one table. */
public interface SplitProblem extends Problem {

  /**
   * Solves each part on its own grid.
   *
   * @throws InterruptedException when the thread was interrupted
   */
  SplitSolution solveParts(SolveRequest request, Progress progress)
      throws SolveRefusal, InterruptedException;

  /** The same as one table over all states, where that fits into memory. */
  @Override
  default Solution solve(SolveRequest request, Progress progress)
      throws SolveRefusal, InterruptedException {
    return solveParts(request, progress).combined();
  }
}
