package io.github.hjelm.export.hjb;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import java.util.List;
import java.util.Map;

/** A solution that is known without solving: the distance to a ring in a plane, turned by psi. */
public final class Cone {

  /** The ring's radius. */
  public static final double RADIUS_M = 0.5;

  private Cone() {}

  public static Grid grid(int count) {
    return new Grid(
        List.of(
            new GridAxis("x", "m", -1, 1, count, false),
            new GridAxis("y", "m", -1, 1, count, false),
            new GridAxis("psi", "rad", -Math.PI, Math.PI, 4, true)));
  }

  public static Solution solution(int count, boolean single) {
    Grid grid = grid(count);
    Values values =
        single
            ? new Values.Floats(new float[grid.size()])
            : new Values.Doubles(new double[grid.size()]);
    double[] x = new double[3];
    for (int node = 0; node < grid.size(); node++) {
      grid.coordinates(node, x);
      values.set(node, Math.hypot(x[0], x[1]) - RADIUS_M);
    }
    return new Solution(
        grid,
        values,
        "safe where > 0",
        "cone",
        Map.of("radius", RADIUS_M),
        "closed-form",
        true,
        Double.POSITIVE_INFINITY,
        0.25,
        7,
        1e-12);
  }
}
