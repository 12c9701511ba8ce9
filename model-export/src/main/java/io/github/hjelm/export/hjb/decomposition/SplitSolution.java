package io.github.hjelm.export.hjb.decomposition;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.solver.MemoryNeed;
import java.util.List;

/**
 * Solved parts, and what they say together.
 *
 * @param axes all axes, in the order of the robot's states
 * @param exact whether the combined value is V, but for what the grids add
 * @param statement the same in words
 */
public record SplitSolution(
    List<GridAxis> axes,
    Combination combination,
    boolean exact,
    String statement,
    List<Part> parts) {

  public SplitSolution {
    axes = List.copyOf(axes);
    parts = List.copyOf(parts);
  }

  /**
   * One part.
   *
   * @param name of its table
   * @param states which of all axes its grid has
   */
  public record Part(String name, List<Integer> states, Solution solution) {
    public Part {
      states = List.copyOf(states);
    }
  }

  /** One table over all axes. */
  public Solution combined() throws SolveRefusal {
    double nodes = 1;
    for (GridAxis axis : axes) {
      nodes *= axis.count();
    }
    if (!(nodes <= Integer.MAX_VALUE - 8.0 && nodes * Double.BYTES <= MemoryNeed.available())) {
      throw new SolveRefusal(
          "the parts are solved, but one table of %.3g nodes does not fit; keep the parts"
              .formatted(nodes));
    }
    Grid grid = new Grid(axes);
    Values.Doubles values = new Values.Doubles(new double[grid.size()]);
    for (int node = 0; node < grid.size(); node++) {
      values.set(node, at(grid, node));
    }
    Solution first = parts.get(0).solution();
    return new Solution(
        grid,
        values,
        first.sign() + "; " + statement,
        first.problem(),
        first.parameters(),
        first.scheme(),
        first.monotone(),
        first.horizonS(),
        parts.stream().mapToDouble(part -> part.solution().seconds()).sum(),
        parts.stream().mapToLong(part -> part.solution().steps()).max().orElse(0),
        parts.stream().mapToDouble(part -> part.solution().residual()).max().orElse(0));
  }

  private double at(Grid grid, int node) {
    double value = Double.NaN;
    for (Part part : parts) {
      Grid own = part.solution().grid();
      int index = 0;
      for (int i = 0; i < part.states().size(); i++) {
        index += grid.index(node, part.states().get(i)) * own.stride(i);
      }
      double of = part.solution().values().get(index);
      value = Double.isNaN(value) ? of : combination.of(value, of);
    }
    return value;
  }
}
