package io.github.hjelm.bench.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.verify.ScenarioReport;
import io.github.hjelm.sensors.time.HandSetClock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterBenchmarkTest {

  private static final long SEED = 20261121;

  private static List<FilterRow> rows(double holdS, double lengthS, int runs) throws Exception {
    return new FilterBenchmark(new HandSetClock(0))
        .run(holdS, lengthS, runs, SEED, 2, Progress.none());
  }

  private static ScenarioReport of(List<FilterRow> rows, String filter) {
    return rows.stream()
        .filter(row -> row.filter().equals(filter))
        .findFirst()
        .orElseThrow()
        .report();
  }

  @ParameterizedTest
  @CsvSource({"0.1, 6, 1382", "0.05, 6, 800", "0.02, 6, 200", "0.01, 6, 100", "0.001, 2, 40"})
  void theLookAheadIsSafeWhereTheOthersAreNot(double holdS, double lengthS, int runs)
      throws Exception {
    List<FilterRow> rows = rows(holdS, lengthS, runs);
    for (String name : List.of(FilterBenchmark.STRONGEST, FilterBenchmark.NEAREST)) {
      ScenarioReport lookAhead = of(rows, name);
      assertEquals(0, lookAhead.violations(), "seed " + SEED + ": " + lookAhead);
      assertTrue(lookAhead.worstClearance() >= 0, lookAhead.toString());
    }
    ScenarioReport strongest = of(rows, FilterBenchmark.STRONGEST);
    assertTrue(strongest.interventionShare() <= 0.52, strongest.toString());
    ScenarioReport plainSwitch = of(rows, FilterBenchmark.PLAIN_SWITCH);
    assertTrue(plainSwitch.violations() > runs / 4, plainSwitch.toString());
    ScenarioReport qp = of(rows, FilterBenchmark.PLAIN_CBF_QP);
    assertTrue(holdS < 0.05 || qp.violations() > 0, qp.toString());
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    FilterBenchmark benchmark = new FilterBenchmark(new HandSetClock(0));
    assertEquals(
        benchmark.run(0.1, 1, 200, 3, 1, Progress.none()).get(0).report().interventions(),
        benchmark.run(0.1, 1, 200, 3, 2, Progress.none()).get(0).report().interventions());
  }
}
