package io.github.hjelm.bench.filter;

import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.Certificate;
import io.github.hjelm.controller.safety.DoubleIntegratorValue;
import io.github.hjelm.controller.safety.FilterSettings;
import io.github.hjelm.controller.safety.OverrideRule;
import io.github.hjelm.controller.safety.SafetyMargins;
import io.github.hjelm.controller.safety.SampledDataFilter;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.verify.FilterInLoop;
import io.github.hjelm.export.verify.HeldController;
import io.github.hjelm.export.verify.ScenarioSettings;
import io.github.hjelm.export.verify.ScenarioVerification;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A mass that must stay within ±1 m, wishes that aim at the wall, the worst push: the filter and
 * two usual ones, at several holds, on equal scenarios.
 */
public final class FilterBenchmark {

  /** As rows name the filters. */
  public static final String STRONGEST = "look-ahead, strongest";

  public static final String NEAREST = "look-ahead, nearest";
  public static final String PLAIN_SWITCH = "plain switch";
  public static final String PLAIN_CBF_QP = "plain CBF-QP";

  /** The holds of the published table. */
  public static final List<Double> HOLDS_S = List.of(0.1, 0.05, 0.02, 0.01, 0.001);

  private static final double HALF_WIDTH_M = 1;
  private static final double MOTOR_MPS2 = 1;
  private static final double PUSH_MPS2 = 0.2;
  private static final double CBF_DECAY_PER_S = 2;
  private static final double ADVERSITY = 0.7;
  private static final double BETA = 1e-6;
  private static final int CHECKS_PER_HOLD = 20;

  private final Robot robot;
  private final ValueField value;
  private final MonotonicClock clock;

  public FilterBenchmark(MonotonicClock clock) throws RobotRefusal {
    this.clock = clock;
    robot =
        RobotCatalog.create(
            "double-integrator",
            Map.of("max_acceleration", MOTOR_MPS2, "max_disturbance", PUSH_MPS2));
    value = new DoubleIntegratorValue(HALF_WIDTH_M, MOTOR_MPS2, PUSH_MPS2);
  }

  /**
   * Runs every filter at one hold.
   *
   * @param lengthS 6 s in the published table, 2 s at the hold of 1 ms
   */
  public List<FilterRow> run(
      double holdS, double lengthS, int runs, long seed, int threads, Progress progress)
      throws InterruptedException {
    SafetyMargins margins = SafetyMargins.NONE.withInterSample(dip(holdS));
    Map<String, Supplier<HeldController>> filters = new LinkedHashMap<>();
    FilterSettings standard = FilterSettings.of(holdS, 0, margins);
    filters.put(STRONGEST, () -> lookAhead(standard));
    filters.put(NEAREST, () -> lookAhead(standard.with(OverrideRule.NEAREST)));
    filters.put(PLAIN_SWITCH, () -> new PlainSwitch(robot, value));
    filters.put(PLAIN_CBF_QP, () -> new PlainCbfQp(robot, value, CBF_DECAY_PER_S));
    List<Quantity> starts =
        List.of(
            Quantity.symmetric("position", "m", HALF_WIDTH_M),
            Quantity.symmetric("velocity", "m/s", 2 * HALF_WIDTH_M));
    ScenarioSettings settings =
        new ScenarioSettings(
            runs,
            lengthS,
            holdS,
            CHECKS_PER_HOLD,
            starts,
            margins.total(),
            ADVERSITY,
            BETA,
            seed,
            threads);
    List<FilterRow> rows = new ArrayList<>();
    for (Map.Entry<String, Supplier<HeldController>> filter : filters.entrySet()) {
      ScenarioVerification verification =
          new ScenarioVerification(robot, value, value, filter.getValue(), clock);
      rows.add(new FilterRow(filter.getKey(), holdS, verification.run(settings, progress)));
    }
    return rows;
  }

  /** (h/2)² sup|l̈|/8: between two instants half a hold apart, l = X - |x| dips no deeper. */
  private static double dip(double holdS) {
    return holdS * holdS / 32 * (MOTOR_MPS2 + PUSH_MPS2);
  }

  private HeldController lookAhead(FilterSettings settings) {
    SampledDataFilter filter =
        new SampledDataFilter(
            robot, Certificate.of(value), CandidateRanking.asProposed(), settings);
    return new FilterInLoop(filter, robot.controls().size());
  }

  /** Prints the table: {@code [runs] [threads]}. */
  public static void main(String[] arguments) throws Exception {
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 138_149;
    int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    FilterBenchmark benchmark = new FilterBenchmark(MonotonicClock.system());
    for (double holdS : HOLDS_S) {
      double lengthS = holdS < 0.005 ? 2 : 6;
      for (FilterRow row : benchmark.run(holdS, lengthS, runs, 1, threads, Progress.none())) {
        System.out.printf(
            "%5.0f ms  %-22s %8d violations of %d  worst %+.6f m  intervened %.1f %%"
                + "  ε %.2e  %.0f times real time per thread%n",
            row.holdS() * 1e3,
            row.filter(),
            row.report().violations(),
            row.report().runs(),
            row.report().worstClearance(),
            100 * row.report().interventionShare(),
            row.report().violationShare(),
            row.report().timesRealTime());
      }
    }
  }
}
