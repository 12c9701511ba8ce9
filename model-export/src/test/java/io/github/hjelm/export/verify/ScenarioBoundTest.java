package io.github.hjelm.export.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioBoundTest {

  @ParameterizedTest
  @CsvSource({
    "1e-2, 1e-6, 1375",
    "1e-3, 1e-6, 13809",
    "1e-3, 1e-9, 20713",
    "1e-4, 1e-6, 138149",
    "1e-4, 1e-9, 207223",
    "1e-4, 1e-16, 368396"
  })
  void cleanRunsNeeded(double share, double beta, long runs) {
    assertEquals(runs, ScenarioBound.runsNeeded(share, 0, beta));
    assertTrue(ScenarioBound.violationShare(runs, 0, beta) <= share);
    assertTrue(ScenarioBound.violationShare(runs - 1, 0, beta) > share);
  }

  @ParameterizedTest
  @CsvSource({
    "100000, 0, 1.38e-4",
    "100000, 10, 3.44e-4",
    "1000000, 0, 1.38e-5",
    "10000000, 0, 1.38e-6"
  })
  void sharesAtOneInAMillion(long runs, long violations, double share) {
    assertEquals(share, ScenarioBound.violationShare(runs, violations, 1e-6), 0.005 * share);
  }

  /** Every term added up, for sizes where that is exact. */
  private static double naiveTail(int runs, int violations, double share) {
    double sum = 0;
    double choose = 1;
    for (int i = 0; i <= violations; i++) {
      sum += choose * Math.pow(share, i) * Math.pow(1 - share, runs - i);
      choose = choose * (runs - i) / (i + 1);
    }
    return sum;
  }

  @Test
  void theTailIsTheSumOfItsTerms() {
    for (int runs : new int[] {1, 2, 7, 40, 300}) {
      for (int violations = 0; violations < runs; violations += 1 + runs / 7) {
        for (double share : new double[] {1e-6, 0.01, 0.3, 0.5, 0.9, 0.999}) {
          double naive = naiveTail(runs, violations, share);
          String name = runs + " " + violations + " " + share;
          assertEquals(
              naive, ScenarioBound.tail(runs, violations, share), 1e-11 * naive + 1e-15, name);
        }
      }
    }
  }

  @Test
  void theBoundMeetsItsDefinition() {
    for (long runs : new long[] {10, 1000, 138_149}) {
      for (long violations : new long[] {1, 5, 9}) {
        double share = ScenarioBound.violationShare(runs, violations, 1e-6);
        assertEquals(1e-6, ScenarioBound.tail(runs, violations, share), 1e-14);
      }
    }
    double many = ScenarioBound.violationShare(100_000, 5000, 1e-6);
    assertTrue(many > 0.05 && many < 0.0535, "far from five per cent: " + many);
  }

  @Test
  void moreViolationsProveLess() {
    double before = 0;
    for (long violations = 0; violations <= 50; violations++) {
      double share = ScenarioBound.violationShare(50, violations, 1e-3);
      assertTrue(share > before, "at " + violations);
      before = share;
    }
    assertEquals(1, before);
  }

  @Test
  void refusesWhatIsNoCount() {
    assertThrows(IllegalArgumentException.class, () -> ScenarioBound.violationShare(0, 0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> ScenarioBound.violationShare(5, 6, 0.5));
    assertThrows(
        IllegalArgumentException.class, () -> ScenarioBound.violationShare(5, 0, Double.NaN));
    assertThrows(
        IllegalArgumentException.class, () -> ScenarioBound.runsNeeded(Double.NaN, 0, 0.5));
  }
}
