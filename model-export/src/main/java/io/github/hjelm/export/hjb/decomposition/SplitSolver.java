package io.github.hjelm.export.hjb.decomposition;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.GridValues;
import io.github.hjelm.export.hjb.solver.LevelSetSolver;
import io.github.hjelm.export.hjb.solver.SolverSettings;
import io.github.hjelm.export.hjb.solver.Tube;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Solves the avoid tubes of a decomposition, one part after the other. */
public final class SplitSolver {

  private SplitSolver() {}

  /** One part's grid and values. */
  public record PartValues(Grid grid, GridValues values) {}

  /** In the order of the parts. */
  public static List<PartValues> solve(
      Decomposition decomposition, SolverSettings settings, Progress progress)
      throws SolveRefusal, InterruptedException {
    List<PartValues> solved = new ArrayList<>();
    int count = decomposition.parts().size();
    for (int index = 0; index < count; index++) {
      Subsystem part = decomposition.parts().get(index);
      Grid grid = new Grid(decomposition.axes(index));
      GridProblem problem =
          new GridProblem(
              grid,
              decomposition.robot(index),
              Game.AVOID,
              Tube.FREEZE,
              part.clearance(),
              Optional.empty());
      int before = index;
      GridValues values =
          new LevelSetSolver(problem, settings)
              .solve(
                  (done, what) ->
                      progress.report((before + done) / count, part.name() + ": " + what));
      solved.add(new PartValues(grid, values));
    }
    return solved;
  }
}
