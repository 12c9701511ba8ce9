package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmrObstaclesTest {

  private static final AmrObstacles PROBLEM = new AmrObstacles();

  @TempDir private Path folder;

  private static SolveRequest open(String radius) {
    return Games.request(Map.of("map", "open", "radius", radius), 0.6, 13, 13, 12, 9);
  }

  @Test
  void hasTheSymmetriesOfRobotAndMap() throws Exception {
    Solution solution = Games.solve(PROBLEM, open("0.25"));
    // Backwards is forwards with the opposite heading.
    Games.assertSymmetric(solution, i -> new int[] {i[0], i[1], (i[2] + 6) % 12, 8 - i[3]});
    // A pillar in the middle of a square hall: x ↦ -x, θ ↦ π - θ, and a quarter turn.
    Games.assertSymmetric(solution, i -> new int[] {12 - i[0], i[1], (18 - i[2]) % 12, i[3]});
    Games.assertSymmetric(solution, i -> new int[] {12 - i[1], i[0], (i[2] + 3) % 12, i[3]});
  }

  @Test
  void neverExceedsTheClearance() throws Exception {
    Games.assertBelowClearance(PROBLEM, open("0.25"));
  }

  @Test
  void largerRobotsAreNoSafer() throws Exception {
    Games.assertNoSafer(Games.solve(PROBLEM, open("0.5")), Games.solve(PROBLEM, open("0.25")));
  }

  @Test
  void knowsWhoCanStillBrake() throws Exception {
    Solution solution = Games.solve(PROBLEM, open("0.25"));
    // 0.4 m before the pillar: too late at 1.35 m/s, early enough when standing or driving away.
    assertTrue(Games.near(solution, -5.0 / 3, 0, 0, 1.35) < 0);
    assertTrue(Games.near(solution, -5.0 / 3, 0, 0, 0) > 0);
    assertTrue(Games.near(solution, -5.0 / 3, 0, 0, -1.35) > 0);
    assertTrue(Games.near(solution, -3, 3, 0, 1.8) < 0, "faster than it may");
  }

  @Test
  void drivesInAnImageAsInAWorld() throws Exception {
    Path world =
        Files.writeString(
            folder.resolve("world.yaml"),
            """
            name: w
            arena: {lower: [1, -2], upper: [5, 2]}
            obstacles: [{box: {lower: [2.5, -0.5], upper: [3.5, 1]}}]
            """);
    StringBuilder pixels = new StringBuilder("P2 16 16 255\n");
    for (int row = 0; row < 16; row++) {
      for (int column = 0; column < 16; column++) {
        boolean solid = column >= 6 && column < 10 && row >= 4 && row < 10;
        pixels.append(solid ? " 0" : " 254");
      }
    }
    Files.writeString(folder.resolve("floor.pgm"), pixels);
    Path image =
        Files.writeString(
            folder.resolve("map.yaml"),
            """
            image: floor.pgm
            resolution: 0.25
            origin: [1, -2, 0]
            negate: 0
            occupied_thresh: 0.65
            free_thresh: 0.2
            """);
    Solution exact =
        Games.solve(PROBLEM, Games.request(Map.of("map", world.toString()), 0.5, 14, 14, 8, 7));
    Solution drawn =
        Games.solve(PROBLEM, Games.request(Map.of("map", image.toString()), 0.5, 14, 14, 8, 7));
    Games.assertNoSafer(drawn, exact);
    for (int node = 0; node < exact.grid().size(); node++) {
      assertEquals(exact.values().get(node), drawn.values().get(node), 0.25, "at node " + node);
    }
    assertEquals(image.toString(), drawn.parameters().get("map"));
  }

  @Test
  void coversItsMapWithAGridThatCanBeSolved() throws SolveRefusal {
    for (String map : List.of("open", "corridor", "warehouse")) {
      SolveRequest request = Requests.with(Map.of("map", map));
      double nodes = 1;
      for (GridAxis axis : PROBLEM.axes(ProblemSettings.of(PROBLEM, request))) {
        nodes *= axis.count();
      }
      assertTrue(nodes > 600_000 && nodes < 1_000_000, map + ": " + nodes + " nodes");
    }
  }

  @Test
  void refusesMapsInOneSentence() throws Exception {
    assertEquals(
        "amr-obstacles: 'warehose' is neither a world nor a file, did you mean 'warehouse'?",
        refusal("warehose"));
    Path map = Files.writeString(folder.resolve("m.yaml"), "image: x.pgm\nresolution: .nan\n");
    assertEquals(
        "amr-obstacles: " + map + ", line 2: 'resolution' must be a number, but is '.nan'",
        refusal(map.toString()));
  }

  private static String refusal(String map) {
    return String.valueOf(
        assertThrows(
                SolveRefusal.class,
                () -> PROBLEM.solve(Requests.with(Map.of("map", map)), Progress.none()))
            .getMessage());
  }
}
