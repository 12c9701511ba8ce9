package io.github.hjelm.deploy;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.sensors.robot.Parameter;
import java.util.List;
import java.util.Map;

/** A problem that needs no solver: the distance to a ring. */
final class RingProblem implements Problem {

  @Override
  public String name() {
    return "ring";
  }

  @Override
  public String summary() {
    return "keep 100% out of a disc";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("radius", "m", 0.5, 0.1, 0.9, "of the disc"));
  }

  @Override
  public List<TextSetting> textSettings() {
    return List.of(new TextSetting("map", "none", "a file that it does not read"));
  }

  @Override
  public Solution solve(SolveRequest request, Progress progress)
      throws SolveRefusal, InterruptedException {
    List<Integer> counts = request.counts().orElse(List.of(21, 21));
    if (counts.size() != 2) {
      throw new SolveRefusal("--grid: ring has 2 axes, but " + counts.size() + " counts are given");
    }
    double radius = Double.parseDouble(request.settings().getOrDefault("radius", "0.5"));
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("x", "m", -1, 1, counts.get(0), false),
                new GridAxis("y", "m", -1, 1, counts.get(1), false)));
    Values values =
        request.singlePrecision()
            ? new Values.Floats(new float[grid.size()])
            : new Values.Doubles(new double[grid.size()]);
    double[] x = new double[2];
    for (int node = 0; node < grid.size(); node++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      grid.coordinates(node, x);
      values.set(node, Math.hypot(x[0], x[1]) - radius);
      progress.report((double) node / grid.size(), "node " + node);
    }
    return new Solution(
        grid,
        values,
        "safe where > 0",
        name(),
        Map.of("radius", radius),
        request.scheme().orElse("closed-form"),
        true,
        request.horizon().orElse(Double.POSITIVE_INFINITY),
        0.5,
        3,
        0);
  }
}
