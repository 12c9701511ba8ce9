package io.github.hjelm.export.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.export.task.Referee;
import io.github.hjelm.export.task.Referee.Standing;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlownAttemptTest {

  private final List<String> seen = new ArrayList<>();
  private Standing verdict = Standing.RUNNING;

  @Test
  void showsTheRefereeWholePeriods() throws Exception {
    FlownAttempt attempt = attempt(4, 100);
    for (int i = 1; i <= 9; i++) {
      attempt.see(new double[] {i, -1}, new double[] {10 * i, i}, true);
    }
    assertEquals(
        List.of("[0.0, 0.5] [2.5, -1.0] [40.0, 4.0]", "[40.0, 4.0] [6.5, -1.0] [80.0, 8.0]"), seen);
  }

  @Test
  void endsWithThePeriodThatTheRefereeDecides() throws Exception {
    FlownAttempt attempt = attempt(2, 100);
    verdict = Standing.SUCCEEDED;
    assertEquals(Standing.RUNNING, attempt.see(new double[2], new double[2], true));
    assertEquals(Standing.SUCCEEDED, attempt.see(new double[2], new double[2], true));
  }

  @Test
  void aViolationAnywhereInAPeriodIsAFailure() throws Exception {
    FlownAttempt attempt = attempt(3, 100);
    verdict = Standing.SUCCEEDED;
    assertEquals(Standing.RUNNING, attempt.see(new double[2], new double[2], false));
    assertEquals(Standing.RUNNING, attempt.see(new double[2], new double[2], true));
    assertEquals(Standing.FAILED, attempt.see(new double[2], new double[2], true));
    assertEquals(List.of(), seen);
  }

  @Test
  void failsWhenItsPeriodsAreOver() throws Exception {
    FlownAttempt attempt = attempt(1, 3);
    assertEquals(Standing.RUNNING, attempt.see(new double[2], new double[2], true));
    assertEquals(Standing.RUNNING, attempt.see(new double[2], new double[2], true));
    assertEquals(Standing.FAILED, attempt.see(new double[2], new double[2], true));
    FlownAttempt lucky = attempt(1, 1);
    verdict = Standing.SUCCEEDED;
    assertEquals(Standing.SUCCEEDED, lucky.see(new double[2], new double[2], true));
  }

  private FlownAttempt attempt(int parts, int maxPeriods) throws Exception {
    Task lqr = TaskCatalog.standard().task("lqr-2", Map.of());
    Referee referee =
        new Referee() {
          @Override
          public Standing see(double[] before, double[] u, double[] after) {
            seen.add(
                Arrays.toString(before) + " " + Arrays.toString(u) + " " + Arrays.toString(after));
            return verdict;
          }

          @Override
          public int mode() {
            return 0;
          }
        };
    return new FlownAttempt(
        new RefereedTask(lqr, referee, maxPeriods), parts, new double[] {0, 0.5});
  }
}
