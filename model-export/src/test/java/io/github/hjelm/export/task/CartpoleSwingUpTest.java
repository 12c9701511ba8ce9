package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CartpoleSwingUpTest {

  private static Task task() throws TaskRefusal {
    return TaskCatalog.standard().task("cartpole-swing-up", Map.of());
  }

  @Test
  void demonstratorSwingsUpOnBothSides() throws Exception {
    AttemptSummary summary = TaskAsserts.assertDemonstratorSucceeds(task());
    // No attempt fell back into a detour: those cost half as much again.
    assertTrue(summary.meanCost() < 24, summary.toString());
  }

  @Test
  void demonstratorRecoversFromNoise() throws Exception {
    Demonstrator calm = task().demonstrator();
    Demonstrator shaky =
        (x, random) -> {
          Demonstrator.Pilot pilot = calm.begin(x, random);
          return (now, u) -> {
            pilot.control(now, u);
            u[0] += random.nextGaussian();
          };
        };
    AttemptSummary summary = new Attempts(task()).run(shaky, 100, 3);
    assertTrue(summary.successes() >= 97, summary.toString());
  }

  @Test
  void oneSideIsTheOtherInAMirror() throws Exception {
    Demonstrator demonstrator = task().demonstrator();
    double[] hanging = {0, 0, -Math.PI, 0};
    Set<Double> first = new HashSet<>();
    double[] u = new double[1];
    for (int seed = 0; seed < 20; seed++) {
      demonstrator.begin(hanging, new SplittableRandom(seed)).control(hanging, u);
      first.add(u[0]);
    }
    assertEquals(2, first.size(), first.toString());
    assertEquals(0, first.stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
  }

  @Test
  void onceTheCartMovesTheSideIsNoMatterOfTaste() throws Exception {
    Demonstrator demonstrator = task().demonstrator();
    double[] oncePushed = {0.01, 0.5, -3.09, 1.0};
    Set<Double> first = new HashSet<>();
    double[] u = new double[1];
    for (int seed = 0; seed < 20; seed++) {
      demonstrator.begin(oncePushed, new SplittableRandom(seed)).control(oncePushed, u);
      first.add(u[0]);
    }
    assertEquals(Set.of(10.0), first);
  }

  @Test
  void hangingStillDoesNotSucceed() throws Exception {
    ChunkSource nothing = (count, observations, chunks) -> Arrays.fill(chunks, 0);
    assertEquals(0, new Attempts(task()).run(nothing, 20, 1).successes());
  }

  @Test
  void leavingTheRailIsAViolation() throws Exception {
    ChunkSource push = (count, observations, chunks) -> Arrays.fill(chunks, 10);
    assertEquals(20, new Attempts(task()).run(push, 20, 1).violations());
  }

  @Test
  void seesAnAngleWithoutItsJump() throws Exception {
    double[] before = new double[5];
    double[] after = new double[5];
    task().observe(new double[] {0.1, 0.2, -Math.PI, 0.3}, before);
    task().observe(new double[] {0.1, 0.2, Math.nextDown(Math.PI), 0.3}, after);
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i], after[i], 1e-9);
    }
  }

  @Test
  void refusesAWeakMotor() {
    TaskRefusal refusal =
        assertThrows(
            TaskRefusal.class,
            () -> TaskCatalog.standard().task("cartpole-swing-up", Map.of("force", "3")));
    assertEquals(
        "task cartpole-swing-up: 'force' must be a number in [8.0, 30.0] N, but is '3'",
        refusal.sentence());
  }
}
