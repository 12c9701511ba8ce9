package io.github.hjelm.bench.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.sensors.robot.Parameter;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Tables on a line that hold a function, and are off by so much. */
final class Lines {

  private Lines() {}

  static Solution solution(
      Map<String, Object> parameters, ToDoubleFunction<double[]> exact, double off) {
    return solution(201, parameters, exact, off);
  }

  static Solution solution(
      int count, Map<String, Object> parameters, ToDoubleFunction<double[]> exact, double off) {
    Grid grid = new Grid(List.of(new GridAxis("x", "m", -2, 2, count, false)));
    Values values = new Values.Doubles(new double[grid.size()]);
    double[] x = new double[1];
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      values.set(node, exact.applyAsDouble(x) + off);
    }
    return new Solution(grid, values, "any", "line", parameters, "none", true, 1, 0.5, 4, 0);
  }

  /** Answers with the table of x ↦ x that is off by 0.1. */
  record Line(String name) implements Problem {
    @Override
    public String summary() {
      return "a line";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Solution solve(SolveRequest request, Progress progress) {
      int count = request.counts().map(counts -> counts.get(0)).orElse(201);
      return solution(count, Map.of(), x -> x[0], 0.1);
    }
  }
}
