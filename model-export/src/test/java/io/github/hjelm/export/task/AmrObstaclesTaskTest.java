package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmrObstaclesTaskTest {

  @TempDir private Path folder;

  private static Task task(Map<String, String> settings) throws TaskRefusal {
    return TaskCatalog.standard().task("amr-obstacles", settings);
  }

  private static String refusal(Map<String, String> settings) {
    return assertThrows(TaskRefusal.class, () -> task(settings)).sentence();
  }

  @Test
  void demonstratorPassesEachPostOnEitherSide() throws Exception {
    Task task = task(Map.of());
    assertEquals(List.of("left-left", "right-left", "left-right", "right-right"), task.modes());
    TaskAsserts.assertDemonstratorSucceeds(task);
  }

  @Test
  void straightAheadIsAPost() throws Exception {
    ChunkSource ahead =
        (count, observations, chunks) -> {
          Arrays.fill(chunks, 0);
          for (int i = 0; i < chunks.length; i += 2) {
            chunks[i] = 0.2f;
          }
        };
    AttemptSummary summary = new Attempts(task(Map.of())).run(ahead, 50, 1);
    assertTrue(summary.violations() > 40, summary.toString());
  }

  private static double turn(Demonstrator.Pilot pilot, double... x) {
    double[] u = new double[2];
    pilot.control(x, u);
    return u[1];
  }

  @Test
  void keepsToItsWayAfterAPushUnlessItIsMuchLongerNow() throws Exception {
    Demonstrator demonstrator = task(Map.of()).demonstrator();
    double[] start = {0.6, 0, 0, 0};
    double[] rightOfTheLine = {1.4, -0.1, 0, 0.5};
    double[] farToTheRight = {1.9, -0.7, 0, 0.5};
    SplittableRandom random = new SplittableRandom(1);
    int kept = 0;
    for (int k = 0; k < 40; k++) {
      Demonstrator.Pilot before = demonstrator.begin(start, random);
      Demonstrator.Pilot resumed = demonstrator.resume(before, rightOfTheLine, random);
      kept += turn(resumed, rightOfTheLine) > 0 ? 1 : 0;
      Demonstrator.Pilot begun = demonstrator.begin(rightOfTheLine, random);
      assertTrue(turn(begun, rightOfTheLine) < 0, "who has no way yet takes the shortest");
      Demonstrator.Pilot far = demonstrator.resume(before, farToTheRight, random);
      assertTrue(turn(far, rightOfTheLine) < 0, "the way on the left is much longer from there");
    }
    assertTrue(kept > 5 && kept < 35, kept + " of 40 keep to the left");
  }

  @Test
  void drivesInAWorldAndInAnImage() throws Exception {
    Path world =
        Files.writeString(
            folder.resolve("world.yaml"),
            """
            name: w
            arena: {lower: [1, -2], upper: [6, 2]}
            obstacles: [{box: {lower: [3, -0.5], upper: [4, 0.5]}}]
            """);
    StringBuilder pixels = new StringBuilder("P2 20 16 255\n");
    for (int row = 0; row < 16; row++) {
      for (int column = 0; column < 20; column++) {
        boolean solid = column >= 8 && column < 12 && row >= 6 && row < 10;
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
    for (Path map : List.of(world, image)) {
      Task task = task(Map.of("map", map.toString(), "startX", "1.6", "goalX", "5.4"));
      assertEquals(List.of("left", "right"), task.modes());
      TaskAsserts.assertDemonstratorSucceeds(task);
      TaskAsserts.assertHoldsTogether(task);
    }
  }

  @Test
  void aWayThatIsMuchLongerIsNoMode() throws Exception {
    Task task = task(Map.of("startY", "0.9", "goalY", "0.9"));
    assertEquals(List.of("left-left"), task.modes());
  }

  @Test
  void refusesInOneSentence() throws Exception {
    assertEquals(
        "task amr-obstacles: 'post' is neither a world nor a file, did you mean 'posts'?",
        refusal(Map.of("map", "post")));
    assertEquals(
        "task amr-obstacles: the goal at (4.8, 0.0) needs 0.200 m of free space around it in map"
            + " posts, set goalX and goalY",
        refusal(Map.of("goalX", "4.8")));
    assertEquals(
        "task amr-obstacles: the start is the goal already", refusal(Map.of("goalX", "0.7")));
    assertEquals(
        "task amr-obstacles: no way leads from the start to the goal in map posts for a robot of"
            + " radius 0.66 m",
        refusal(Map.of("radius", "0.66", "startX", "1", "goalX", "6")));
  }
}
