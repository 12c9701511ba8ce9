package io.github.hjelm.bench.hjb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.Values;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class TableErrorsTest {

  @Test
  void errorsCountWhatAMarginLeavesOut() {
    ToDoubleFunction<double[]> exact = x -> x[0];
    Solution off = Lines.solution(Map.of(), exact, 0.03);
    TableErrors errors = new TableErrors(off, exact, 0, (x, v) -> Math.abs(v) <= 1);
    assertEquals(0.03, errors.max(), 1e-12);
    assertEquals(0.03, errors.mean(), 1e-12);
    // Of the nodes -1, -0.98, … the last one below zero is called safe, and so is the one before.
    assertEquals(1, errors.missedUnsafe());
    assertEquals(49.0 / 50, errors.intersectionOverUnion(), 1e-12);
    assertEquals(0, new TableErrors(off, exact, 0.03, (x, v) -> true).missedUnsafe());
    Solution broken = Lines.solution(Map.of(), x -> Double.NaN, 0);
    assertFalse(
        HjbMetric.atMost("max", new TableErrors(broken, exact, 0, (x, v) -> true).max(), 1).met());
  }

  @Test
  void lookupIsExactForLinesAndClosesPeriods() {
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("x", "m", 0, 2, 3, false), new GridAxis("psi", "rad", 0, 4, 4, true)));
    Values values = new Values.Doubles(new double[] {0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23});
    assertEquals(7.5, TableLookup.value(grid, values, new double[] {0.6, 1.5}), 1e-12);
    assertEquals(21.5, TableLookup.value(grid, values, new double[] {2, 3.5}), 1e-12);
    assertEquals(13, TableLookup.value(grid, values, new double[] {1, -1}), 1e-12);
    assertTrue(Double.isNaN(TableLookup.value(grid, values, new double[] {2.01, 0})));
  }

  @Test
  void slopeIsThatOfAPowerLaw() {
    double[] spacings = {0.4, 0.2, 0.1};
    assertEquals(2, Slope.of(spacings, new double[] {0.48, 0.12, 0.03}), 1e-12);
    assertEquals(1, Slope.of(spacings, new double[] {4, 2, 1}), 1e-12);
    assertTrue(Double.isNaN(Slope.of(new double[] {0.1}, new double[] {1})));
  }
}
