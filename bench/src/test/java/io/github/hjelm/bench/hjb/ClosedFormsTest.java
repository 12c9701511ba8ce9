package io.github.hjelm.bench.hjb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.export.hjb.Solution;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ClosedFormsTest {

  private static final Map<String, Object> REGULATOR =
      Map.of("alpha", -0.5, "beta", 1.0, "q", 1.0, "r", 0.1, "sigma", 0.3, "rho", 0.1);
  private static final Map<String, Object> MERTON =
      Map.of("riskFree", 0.03, "mu", 0.08, "sigma", 0.2, "gamma", 2.0, "rho", 0.05);

  private static Solution empty(Map<String, Object> parameters) {
    return Lines.solution(parameters, x -> 0, 0);
  }

  @Test
  void closedFormsHaveTheirKnownValues() {
    assertEquals(0.2659750769140807, ClosedForms.riccati(empty(REGULATOR)), 1e-14);
    assertEquals(2.6597507691408064, ClosedForms.regulatorGain(empty(REGULATOR)), 1e-13);
    assertEquals(
        0.6516389384,
        ClosedForms.regulator(empty(REGULATOR)).applyAsDouble(new double[] {2}),
        1e-9);
    assertEquals(0.625, ClosedForms.mertonShare(empty(MERTON)), 1e-14);
    assertEquals(0.0478125, ClosedForms.mertonConsumption(empty(MERTON)), 1e-14);
    assertEquals(
        -437.438591994532, ClosedForms.merton(empty(MERTON)).applyAsDouble(new double[] {0}), 1e-9);
    ToDoubleFunction<double[]> still = ClosedForms.survival(empty(Map.of("sigma", 0.5)));
    assertEquals(0.908999476154, still.applyAsDouble(new double[] {0}), 1e-11);
    assertEquals(0.679990269380, still.applyAsDouble(new double[] {0.5}), 1e-11);
    assertEquals(
        0.370777429800,
        ClosedForms.survival(empty(Map.of("sigma", 1.0))).applyAsDouble(new double[] {0}),
        1e-11);
    ToDoubleFunction<double[]> mass =
        ClosedForms.doubleIntegratorAvoid(
            empty(Map.of("wall", 1, "acceleration", 1, "disturbance", "0.2")));
    assertEquals(-0.25, mass.applyAsDouble(new double[] {0.625, 1}), 1e-12);
  }

  @Test
  void timeToRestIsThatOfOnePushOrTwo() {
    ToDoubleFunction<double[]> time = ClosedForms.timeToRest(empty(Map.of("acceleration", 2.0)));
    // Braking from v takes v/a, over v²/(2a); from rest at x it takes 2 √(x/a).
    assertEquals(0.5, time.applyAsDouble(new double[] {-0.25, 1}), 1e-12);
    assertEquals(0.5, time.applyAsDouble(new double[] {0.25, -1}), 1e-12);
    assertEquals(1, time.applyAsDouble(new double[] {0.5, 0}), 1e-12);
    assertEquals(1, time.applyAsDouble(new double[] {-0.5, 0}), 1e-12);
  }

  @Test
  void dubinsValueIsZeroOnTheTangentCircleAndStraightAhead() {
    Solution car = empty(Map.of("speed", 0.6, "turnRate", 1.1, "radius", 0.25));
    ToDoubleFunction<double[]> value = ClosedForms.dubinsAvoid(car);
    // Driving away it never gets nearer than now.
    assertEquals(0.75, value.applyAsDouble(new double[] {1, 0, 0}), 1e-12);
    // Head on, a turn begun now touches the disc where the centres are rho + R apart.
    double rho = 0.6 / 1.1;
    double touching = Math.sqrt((rho + 0.25) * (rho + 0.25) - rho * rho);
    assertEquals(0, value.applyAsDouble(new double[] {-touching, 0, 0}), 1e-12);
  }

  @Test
  void gainsOfExactTablesAreExact() {
    Solution line = Lines.solution(REGULATOR, ClosedForms.regulator(empty(REGULATOR)), 0);
    assertEquals(0, LineGains.regulator(line), 1e-9);
    Solution reward = Lines.solution(MERTON, ClosedForms.merton(empty(MERTON)), 0);
    assertEquals(0, LineGains.riskyShare(reward), 1e-6);
    assertEquals(0, LineGains.consumption(reward), 1e-6);
    Solution steeper = Lines.solution(REGULATOR, x -> 0.3 * x[0] * x[0] / 2, 0);
    assertEquals(0.3 / 0.2659750769140807 - 1, LineGains.regulator(steeper), 1e-9);
  }
}
