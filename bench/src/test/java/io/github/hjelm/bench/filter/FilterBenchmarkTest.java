package io.github.hjelm.bench.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.filter.FilterBenchmark.Kind;
import io.github.hjelm.controller.safety.DoubleIntegratorValue;
import io.github.hjelm.controller.safety.HeldFlow;
import io.github.hjelm.export.RandomStreams;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.verify.HeldController;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.time.HandSetClock;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterBenchmarkTest {

  private static final long SEED = 20261121;

  /** A hundredth of the published table. */
  private static final int RUNS = FilterBenchmark.RUNS / 100;

  private static FilterRow row(Kind kind, double holdS, int runs, int threads) throws Exception {
    return new FilterBenchmark(new HandSetClock(0))
        .run(kind, holdS, FilterBenchmark.lengthS(holdS), runs, SEED, threads, Progress.none());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.05, 0.02, 0.01, 0.001})
  void theLookAheadIsSafeWhereTheOthersAreNot(double holdS) throws Exception {
    FilterRow strongest = row(Kind.STRONGEST, holdS, RUNS, 2);
    assertEquals(0, strongest.violations(), "seed " + SEED + ": " + strongest);
    assertTrue(strongest.worst() >= 0, strongest.toString());
    assertTrue(strongest.interventionShare() <= 0.52, strongest.toString());
    FilterRow nearest = row(Kind.NEAREST, holdS, RUNS / 10, 2);
    assertEquals(0, nearest.violations(), "seed " + SEED + ": " + nearest);
    FilterRow plainSwitch = row(Kind.PLAIN_SWITCH, holdS, RUNS / 10, 2);
    assertTrue(plainSwitch.violations() > RUNS / 20, plainSwitch.toString());
    FilterRow qp = row(Kind.PLAIN_CBF_QP, holdS, RUNS / 10, 2);
    assertTrue(holdS < 0.05 || qp.violations() > 0, qp.toString());
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    FilterRow one = row(Kind.STRONGEST, 0.1, 200, 1);
    FilterRow two = row(Kind.STRONGEST, 0.1, 200, 2);
    assertEquals(one.interventions(), two.interventions());
    assertEquals(one.worst(), two.worst());
  }

  /** What {@link LineRun} does, slowly, with the flow that the filter itself looks ahead with. */
  private static double naiveWorst(HeldController filter, double holdS, int number)
      throws Exception {
    Robot robot =
        RobotCatalog.create(
            "double-integrator", Map.of("max_acceleration", 1.0, "max_disturbance", 0.2));
    HeldFlow flow = new HeldFlow(robot);
    DoubleIntegratorValue value = new DoubleIntegratorValue(1, 1, 0.2);
    SplittableRandom random = RandomStreams.of(SEED, number);
    double[] x = new double[2];
    double[] half = new double[2];
    double[] end = new double[2];
    double[] u = new double[1];
    do {
      x[0] = 2 * random.nextDouble() - 1;
      x[1] = 2 * (2 * random.nextDouble() - 1);
    } while (!(value.value(x) >= FilterBenchmark.dip(holdS)));
    double worst = value.value(x);
    for (int k = 0; k < Math.round(1 / holdS); k++) {
      double[] wish = new double[1];
      if (random.nextDouble() >= 0.7) {
        wish[0] = 2 * random.nextDouble() - 1;
      } else {
        double[] left = new double[2];
        flow.hold(x, new double[] {-1}, new double[] {0}, holdS, half, left);
        flow.hold(x, new double[] {1}, new double[] {0}, holdS, half, end);
        wish[0] = value.value(end) <= value.value(left) ? 1 : -1;
      }
      filter.control(x, wish, u);
      double d = 0;
      for (int look = 0; look < 20; look++) {
        if (look % 10 == 0) {
          double rest = holdS * (20 - look) / 20;
          double[] left = new double[2];
          flow.hold(x, u, new double[] {-0.2}, rest, half, left);
          flow.hold(x, u, new double[] {0.2}, rest, half, end);
          d = value.value(end) <= value.value(left) ? 0.2 : -0.2;
        }
        flow.hold(x, u, new double[] {d}, holdS / 20, half, end);
        System.arraycopy(end, 0, x, 0, 2);
        worst = Math.min(worst, value.value(x));
      }
    }
    return worst;
  }

  @Test
  void runsAreThoseOfTheFlowItself() throws Exception {
    FilterBenchmark benchmark = new FilterBenchmark(new HandSetClock(0));
    double holdS = 0.05;
    for (Kind kind : Kind.values()) {
      LineRun run =
          new LineRun(benchmark.filter(kind, holdS), holdS, 20, FilterBenchmark.dip(holdS), SEED);
      for (int number = 0; number < 40; number++) {
        run.run(number);
        double naive = naiveWorst(benchmark.filter(kind, holdS), holdS, number);
        assertEquals(naive, run.worst(), 1e-9, kind + ", run " + number + ", seed " + SEED);
      }
    }
  }
}
