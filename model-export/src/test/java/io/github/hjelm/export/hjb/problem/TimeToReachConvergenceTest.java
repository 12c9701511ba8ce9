package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The time to rest against its closed form, everywhere outside the target. */
class TimeToReachConvergenceTest {

  private static final String SCHEME = "semi-lagrangian";

  private static Solution solve(String scheme, int count, Map<String, String> settings)
      throws Exception {
    SolveRequest request =
        new SolveRequest(
            settings,
            Optional.of(List.of(count, count)),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.of(scheme),
            false);
    return new DoubleIntegratorTtr().solve(request, Progress.none());
  }

  @Test
  void theErrorIsBelowASpacingAndTheOrderOneOrMore() throws Exception {
    TimeErrors coarse = TimeErrors.everywhere(solve(SCHEME, 41, Map.of()));
    TimeErrors fine = TimeErrors.everywhere(solve(SCHEME, 81, Map.of()));
    assertTrue(fine.max() < 0.6 && fine.mean() < 0.1, fine::toString);
    // Errors are told in spacings, so order one keeps them as they are.
    double order = 1 + Math.log(coarse.max() / fine.max()) / Math.log(2);
    assertTrue(order > 1 && order < 2, () -> "order " + order);
  }

  @Test
  void aSmallTargetIsHarder() throws Exception {
    Map<String, String> small = Map.of("head", "0.5");
    TimeErrors errors = TimeErrors.everywhere(solve(SCHEME, 61, small));
    assertTrue(errors.max() > 1 && errors.max() < 2.5, errors::toString);
  }

  @Test
  void timesAreFeasible() throws Exception {
    TimeErrors errors = TimeErrors.everywhere(solve(SCHEME, 61, Map.of()));
    assertTrue(errors.lowest() < 1e-3, errors::toString);
  }

  @Test
  void withoutMarginPathsThatSwingOutAreMissed() throws Exception {
    Map<String, String> tight = Map.of("margin", "0");
    TimeErrors errors = TimeErrors.everywhere(solve(SCHEME, 41, tight));
    assertTrue(errors.max() > 1, errors::toString);
  }

  @Test
  void accelerationScalesTheProblem() throws Exception {
    // Twice the push on the same grid: another problem, the same closed form.
    Solution solution = solve(SCHEME, 41, Map.of("acceleration", "2"));
    TimeErrors errors = TimeErrors.everywhere(solution);
    assertTrue(errors.max() < 1, errors::toString);
    assertEquals("semi-lagrangian", solution.scheme());
    assertTrue(solution.monotone());
  }

  @Test
  void theLevelSetSchemesAreThereAndLessAccurate() throws Exception {
    TimeErrors weno = TimeErrors.withPathsInside(solve("weno5", 81, Map.of("head", "1")));
    TimeErrors arcs = TimeErrors.withPathsInside(solve(SCHEME, 81, Map.of("head", "1")));
    assertTrue(weno.max() < 3, weno::toString);
    assertTrue(arcs.max() < weno.max() / 3, () -> arcs + " against " + weno);
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class,
        () -> new DoubleIntegratorTtr().solve(Requests.with(Map.of(), 21, 21), Progress.none()));
  }
}
