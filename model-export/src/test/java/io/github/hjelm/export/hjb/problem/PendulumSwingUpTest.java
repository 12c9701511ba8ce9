package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.monotone.SemiLagrangian;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PendulumSwingUpTest {

  private final PendulumSwingUp problem = new PendulumSwingUp();

  @Test
  void costsNothingUprightAndIsTheSameBothWaysRound() throws Exception {
    Solution solution = problem.solve(Requests.with(Map.of(), 40, 41), Progress.none());
    var values = solution.values();
    assertEquals(0, values.get(20 * 41 + 20), 1e-6);
    for (int node = 0; node < values.size(); node++) {
      int i = node / 41;
      int j = node % 41;
      int mirrored = (40 - i) % 40 * 41 + 40 - j;
      assertEquals(values.get(mirrored), values.get(node), 1e-4);
      assertTrue(values.get(node) > -1e-9);
    }
  }

  @Test
  void theBestTorquesSwingItUp() throws Exception {
    ProblemSettings settings = ProblemSettings.of(problem, SolveRequest.standard());
    PendulumStep step = new PendulumStep(RobotCatalog.create("pendulum", Map.of()), settings);
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("angle", "rad", -Math.PI, Math.PI, 80, true),
                new GridAxis("rate", "rad/s", -8, 8, 81, false)));
    SemiLagrangian scheme = new SemiLagrangian(grid, step, settings.number("rho"));
    double[] v = new double[grid.size()];
    assertTrue(scheme.solve(v, 1e-6, 5000, Progress.none()).converged());
    double[] x = {-Math.PI, 0};
    for (int hold = 0; hold < 200; hold++) {
      step.step(x, scheme.control(nearest(grid, x)), x);
    }
    double[] last = x;
    assertTrue(Math.cos(x[0]) > 0.95, () -> "ends at " + last[0] + ", " + last[1]);
  }

  @Test
  void halfATurnIsRefused() {
    SolveRequest half =
        new SolveRequest(
            Map.of(),
            Optional.empty(),
            Optional.of(List.of(0.0, -8.0)),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            false);
    assertThrows(SolveRefusal.class, () -> problem.solve(half, Progress.none()));
  }

  private static int nearest(Grid grid, double[] x) {
    int angle = (int) Math.rint((x[0] + Math.PI) / grid.axis(0).spacing());
    int rate = (int) Math.rint((x[1] + 8) / grid.axis(1).spacing());
    return Math.floorMod(angle, 80) * 81 + Math.max(0, Math.min(80, rate));
  }
}
