package io.github.hjelm.export.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AttemptsTest {

  private static final int ATTEMPTS = 40;

  private static Task task() throws TaskRefusal {
    return TaskCatalog.standard().task("multi-goal", Map.of("speed", "0.5", "wall", "1.4"));
  }

  private static AttemptSummary run(ChunkSource source, long seed) throws Exception {
    return new Attempts(task()).run(source, ATTEMPTS, seed);
  }

  private static ChunkSource noise() {
    SplittableRandom random = new SplittableRandom(5);
    return (count, observations, chunks) -> {
      for (int i = 0; i < chunks.length; i++) {
        chunks[i] = (float) (random.nextDouble() - 0.4);
      }
    };
  }

  private static ChunkSource constant(float x, float y) {
    return (count, observations, chunks) -> {
      for (int i = 0; i < chunks.length; i += 2) {
        chunks[i] = x;
        chunks[i + 1] = y;
      }
    };
  }

  @Test
  void sameSeedIsTheSameAndAnotherIsNot() throws Exception {
    assertEquals(run(noise(), 11), run(noise(), 11));
    assertNotEquals(run(noise(), 11), run(noise(), 12));
    Demonstrator shown = task().demonstrator();
    assertEquals(
        new Attempts(task()).run(shown, ATTEMPTS, 11),
        new Attempts(task()).run(shown, ATTEMPTS, 11));
  }

  @Test
  void nothingDoneIsNothingReached() throws Exception {
    AttemptSummary summary = run(constant(0, 0), 1);
    assertEquals(0, summary.successes());
    assertEquals(0, summary.violations());
    assertEquals(task().maxPeriods(), summary.meanPeriods());
    assertEquals(OptionalDouble.empty(), summary.meanSuccessCost());
    assertTrue(Double.isNaN(summary.modeCoverage()));
    // κ is ½ per second at rest.
    assertEquals(0.5 * 0.1 * task().maxPeriods(), summary.meanCost(), 1e-9);
  }

  @Test
  void whatIsNoNumberFailsAtOnceAndSpoilsNothing() throws Exception {
    for (float wrong : List.of(Float.NaN, Float.POSITIVE_INFINITY)) {
      AttemptSummary summary = run(constant(0, wrong), 1);
      assertEquals(ATTEMPTS, summary.invalid());
      assertEquals(0, summary.successes());
      assertEquals(1, summary.meanPeriods());
      assertEquals(0, summary.meanCost());
      assertTrue(Double.isFinite(summary.costRatio().orElseThrow()));
    }
    // One bad row leaves its neighbours alone.
    AttemptSummary summary =
        run(
            (count, observations, chunks) -> {
              constant(0.5f, 0).draw(count, observations, chunks);
              chunks[1] = Float.NaN;
            },
            1);
    assertTrue(summary.invalid() >= 1 && summary.invalid() < ATTEMPTS, summary.toString());
    assertTrue(summary.successes() > 0 && Double.isFinite(summary.meanCost()), summary.toString());
  }

  @Test
  void clampsToTheBoxAndCountsWalls() throws Exception {
    assertEquals(run(constant(0.5f, 0), 1), run(constant(1e9f, 0), 1));
    // Diagonally between two goals into the corner.
    AttemptSummary summary = run(constant(0.5f, 0.5f), 1);
    assertEquals(ATTEMPTS, summary.violations());
    assertEquals(0, summary.successes());
    assertTrue(summary.leastClearance() < 0);
  }

  @Test
  void asksAfterWhatIsExecutedAndOnlyForThoseStillRunning() throws Exception {
    int[] calls = new int[1];
    int[] least = {Integer.MAX_VALUE};
    AttemptSummary summary =
        run(
            (count, observations, chunks) -> {
              calls[0]++;
              least[0] = Math.min(least[0], count);
              constant(0.5f, 0).draw(count, observations, chunks);
            },
            1);
    assertEquals(ATTEMPTS, summary.successes());
    assertTrue(calls[0] >= Math.ceil(summary.meanPeriods() / task().chunk().executed()));
    assertTrue(calls[0] <= Math.ceil(task().maxPeriods() / (double) task().chunk().executed()));
    assertTrue(least[0] >= 1);
  }

  @Test
  void stopsWhenInterrupted() throws Exception {
    Attempts attempts = new Attempts(task());
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> attempts.run(constant(0, 0), 3, 1));
    assertThrows(IllegalArgumentException.class, () -> attempts.run(constant(0, 0), 0, 1));
  }

  @Test
  void coverageIsTheChanceOfDifferentWays() {
    // Two of four ways alike: half of all pairs differ, where three quarters could.
    assertEquals(0.5 / 0.75, new WaysTaken(100, 50).coverage(4), 1e-12);
    assertEquals(0, new WaysTaken(100, 0).coverage(4));
    assertEquals(1, new WaysTaken(0, 0).coverage(1));
    assertTrue(Double.isNaN(new WaysTaken(0, 0).coverage(4)));
  }

  @Test
  void countsWaysFromOneStart() throws Exception {
    // Whoever shows how it is done picks each of four goals alike.
    AttemptSummary shown = new Attempts(task()).runFromEach(task().demonstrator(), 40, 10, 3);
    assertEquals(40 * 45, shown.ways().pairs());
    assertEquals(1, shown.modeCoverage(), 0.06);
    // Whoever goes by the start alone reaches all goals, but from each start one.
    ChunkSource nearest =
        (count, observations, chunks) -> {
          for (int row = 0; row < count; row++) {
            boolean wide = Math.abs(observations[2 * row]) > Math.abs(observations[2 * row + 1]);
            for (int i = 0; i < 16; i++) {
              float side = Math.signum(observations[2 * row + (wide ? 0 : 1)]);
              chunks[16 * row + i] = (i % 2 == 0) == wide ? side : 0;
            }
          }
        };
    AttemptSummary plain = new Attempts(task()).runFromEach(nearest, 40, 5, 3);
    assertEquals(200, plain.successes());
    assertEquals(0, plain.modeCoverage());
  }

  @Test
  void wilsonAgreesWithPublishedNumbers() {
    // Newcombe (1998), table I: 81/263, 15/148, 0/20, 1/29.
    assertInterval(0.2553, 0.3662, WilsonInterval.of(81, 263));
    assertInterval(0.0624, 0.1605, WilsonInterval.of(15, 148));
    assertInterval(0, 0.1611, WilsonInterval.of(0, 20));
    assertInterval(0.0061, 0.1718, WilsonInterval.of(1, 29));
    assertThrows(IllegalArgumentException.class, () -> WilsonInterval.of(3, 2));
  }

  private static void assertInterval(double lower, double upper, WilsonInterval interval) {
    assertEquals(lower, interval.lower(), 5e-5);
    assertEquals(upper, interval.upper(), 5e-5);
  }
}
