package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanarQuadrotorAvoidTest {

  private static final PlanarQuadrotorAvoid PROBLEM = new PlanarQuadrotorAvoid();

  private static SolveRequest request(String radius) {
    return Games.request(
        Map.of("radius", radius, "wall", "1.5", "ceiling", "3"), 0.2, 7, 7, 5, 5, 5, 5);
  }

  @Test
  void leftIsAsGoodAsRight() throws Exception {
    Games.assertSymmetric(
        Games.solve(PROBLEM, request("0.3")),
        i -> new int[] {6 - i[0], i[1], 4 - i[2], 4 - i[3], i[4], 4 - i[5]});
  }

  @Test
  void neverExceedsTheClearance() throws Exception {
    Games.assertBelowClearance(PROBLEM, request("0.3"));
  }

  @Test
  void largerOnesAreNoSafer() throws Exception {
    Games.assertNoSafer(Games.solve(PROBLEM, request("0.6")), Games.solve(PROBLEM, request("0.3")));
  }

  @Test
  void hoversInTheMiddleAndFallsToTheFloor() throws Exception {
    Solution solution = Games.solve(PROBLEM, request("0.3"));
    assertTrue(Games.near(solution, 0, 1.5, 0, 0, 0, 0) > 0);
    assertTrue(Games.near(solution, 0, 0.5, 0, 0, -2.3, 0) < 0, "it falls");
    assertTrue(Games.near(solution, 0, 0.5, 0, 0, 2.3, 0) > 0, "it climbs");
    assertTrue(Games.near(solution, 1, 1.5, 0, 2.3, 0, 0) < 0, "it flies into the wall");
    assertTrue(Games.near(solution, -1, 1.5, 0, 2.3, 0, 0) > 0, "it flies away from one");
  }
}
