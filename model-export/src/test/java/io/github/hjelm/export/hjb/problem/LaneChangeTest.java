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
import io.github.hjelm.export.hjb.solver.NodeFunction;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaneChangeTest {

  private static final LaneChange PROBLEM = new LaneChange();

  private static SolveRequest request(Map<String, String> settings) {
    return Games.request(settings, 0.3, 17, 9, 7, 7, 7);
  }

  private static final SolveRequest MIDDLE =
      request(Map.of("frontX", "10", "frontY", "3.5", "rearX", "-10", "rearY", "3.5"));

  @Test
  void leftIsAsGoodAsRightWhenTheCarsAreInTheMiddle() throws Exception {
    Games.assertSymmetric(
        Games.solve(PROBLEM, MIDDLE), i -> new int[] {i[0], 8 - i[1], 6 - i[2], i[3], 6 - i[4]});
  }

  @Test
  void neverExceedsTheClearance() throws Exception {
    Games.assertBelowClearance(PROBLEM, request(Map.of()));
  }

  @Test
  void longerCarsAreNoSafer() throws Exception {
    Games.assertNoSafer(
        Games.solve(PROBLEM, request(Map.of("carLength", "6"))),
        Games.solve(PROBLEM, request(Map.of())));
  }

  @Test
  void brakesForWhoIsAheadAndNotForWhoIsBehind() throws Exception {
    Solution solution = Games.solve(PROBLEM, MIDDLE);
    // 0.4 m from the bumper of the car in front, closing in and falling back; and the other way.
    assertTrue(Games.near(solution, 5, 3.5, 0, 28, 0) < 0);
    assertTrue(Games.near(solution, 5, 3.5, 0, 12, 0) > 0);
    assertTrue(Games.near(solution, -5, 3.5, 0, 12, 0) < 0);
    assertTrue(Games.near(solution, -5, 3.5, 0, 28, 0) > 0);
    assertTrue(Games.near(solution, 0, 3.5, 0, 20, 0) > 0);
  }

  @Test
  void measuresCarsRoadAndLimits() throws SolveRefusal {
    Grid grid = new Grid(PROBLEM.axes(ProblemSettings.of(PROBLEM, request(Map.of()))));
    NodeFunction l = Games.clearance(PROBLEM, request(Map.of()), grid);
    assertEquals(0.85, l.at(new double[] {0, 1.75, 0, 20, 0}), 1e-12, "the right edge");
    assertEquals(0.4, l.at(new double[] {9, 5.25, 0, 20, 0}), 1e-12, "the car in front");
    assertEquals(-0.6, l.at(new double[] {-10, 5.25, 0, 20, 0}), 1e-12, "the car behind");
    assertEquals(0.3, l.at(new double[] {14, 3.15, 0, 20, 0}), 1e-12, "beside it");
    assertEquals(0, l.at(new double[] {0, 3.5, 0, 30, 0}), 1e-12, "the speed limit");
    assertEquals(-0.4, l.at(new double[] {0, 3.5, 0, 20, 0.06}), 1e-12, "the wheels");
    // Turned, the car is as wide as the rectangle around it.
    double wide = 0.5 * (4.6 * Math.sin(0.1) + 1.8 * Math.cos(0.1));
    assertEquals(1.3 - wide, l.at(new double[] {0, 1.3, -0.1, 20, 0}), 1e-12);
  }

  @Test
  void trafficMovesTheCarBackwards() throws SolveRefusal {
    List<GridAxis> axes = PROBLEM.axes(ProblemSettings.of(PROBLEM, request(Map.of())));
    Robot robot =
        PROBLEM.pose(ProblemSettings.of(PROBLEM, request(Map.of())), new Grid(axes)).robot();
    assertEquals(
        List.of("slope", "side_wind", "traffic_change"),
        robot.disturbances().stream().map(d -> d.name()).toList());
    assertEquals(-0.5, robot.disturbances().get(2).lower());
    double[] f = new double[5];
    robot.drift(new double[] {0, 0, 0, 22, 0}, f);
    assertEquals(2, f[0], 1e-12);
    double[] d = new double[15];
    double[] x = {0, 0, 0.2, 20, 0};
    robot.disturbanceMatrix(x, d);
    double sin = Math.sin(0.2);
    double cos = Math.cos(0.2);
    double[] expected = {0, -sin, -1, 0, cos, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], d[i], 1e-15, "entry " + i);
    }
  }

  @Test
  void refusesSpeedsTheWrongWayRound() {
    SolveRefusal refusal =
        assertThrows(
            SolveRefusal.class,
            () -> PROBLEM.solve(request(Map.of("minSpeed", "40")), Progress.none()));
    assertEquals("lane-change: 'minSpeed' must be below 'maxSpeed'", refusal.getMessage());
  }
}
