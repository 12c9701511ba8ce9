package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LqrTaskTest {

  private static Task task(String name) throws TaskRefusal {
    return TaskCatalog.standard().task(name, Map.of());
  }

  @Test
  void demonstratorCostsWhatRiccatiSays() throws Exception {
    for (String name : new String[] {"lqr-2", "lqr-5", "lqr-64"}) {
      AttemptSummary summary = TaskAsserts.assertDemonstratorSucceeds(task(name));
      // What is left after the last period is missing, some ten-thousandth.
      assertEquals(1 - 1e-4, summary.costRatio().orElseThrow(), 1e-4, name);
    }
  }

  @Test
  void anotherGainCostsMore() throws Exception {
    Task task = task("lqr-4");
    Demonstrator best = task.demonstrator();
    for (double share : new double[] {0.7, 1.4}) {
      Demonstrator other =
          (x, random) -> {
            Demonstrator.Pilot pilot = best.begin(x, random);
            return (now, u) -> {
              pilot.control(now, u);
              for (int j = 0; j < u.length; j++) {
                u[j] *= share;
              }
            };
          };
      AttemptSummary summary = new Attempts(task).run(other, 100, 3);
      assertTrue(summary.costRatio().orElseThrow() > 1.02, summary.toString());
    }
  }

  @Test
  void controlsStayWithinTheBoxByFar() throws Exception {
    Task task = task("lqr-16");
    double[] x = new double[16];
    double[] u = new double[16];
    SplittableRandom random = new SplittableRandom(1);
    Demonstrator.Pilot pilot = task.demonstrator().begin(x, random);
    for (int i = 0; i < 2000; i++) {
      for (int k = 0; k < x.length; k++) {
        x[k] = random.nextBoolean() ? 1 : -1;
      }
      pilot.control(x, u);
      assertTrue(Arrays.stream(u).map(Math::abs).max().orElseThrow() < 3.5);
    }
  }

  @Test
  void aChunkOfWhatFollowsIsAsGoodAsFeedback() throws Exception {
    Task task = task("lqr-3");
    Demonstrator.Pilot pilot = task.demonstrator().begin(new double[3], new SplittableRandom(1));
    ChunkSource ahead =
        (count, observations, chunks) -> {
          PeriodStep step = new PeriodStep(task);
          double[] x = new double[3];
          double[] u = new double[3];
          for (int row = 0; row < count; row++) {
            for (int i = 0; i < 3; i++) {
              x[i] = observations[row * 3 + i];
            }
            for (int k = 0; k < task.chunk().horizon(); k++) {
              pilot.control(x, u);
              for (int i = 0; i < 3; i++) {
                chunks[(row * task.chunk().horizon() + k) * 3 + i] = (float) u[i];
              }
              step.advance(x, u);
            }
          }
        };
    AttemptSummary summary = new Attempts(task).run(ahead, 50, 3);
    assertEquals(50, summary.successes());
    assertEquals(1 - 1e-4, summary.costRatio().orElseThrow(), 1e-4);
  }

  @Test
  void refusesNumbersOutOfRange() {
    for (String name : new String[] {"lqr-1", "lqr-65", "lqr-N", "lqr-999999999"}) {
      assertEquals(
          "task " + name + ": call it with a number of states from 2 to 64, such as lqr-8",
          assertThrows(TaskRefusal.class, () -> task(name)).sentence());
    }
    assertEquals(
        "there is no task 'lqr-x', did you mean 'lqr-N'?",
        assertThrows(TaskRefusal.class, () -> task("lqr-x")).sentence());
  }
}
