package io.github.hjelm.bench.jmh;

import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.Certificate;
import io.github.hjelm.controller.safety.DoubleIntegratorValue;
import io.github.hjelm.controller.safety.FilterSettings;
import io.github.hjelm.controller.safety.LookAhead;
import io.github.hjelm.controller.safety.OverrideRule;
import io.github.hjelm.controller.safety.SafetyMargins;
import io.github.hjelm.controller.safety.SampledDataFilter;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the filter costs on a mass on a line: one candidate, and a whole cycle at random states. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FilterCheckBenchmark {

  private static final double HOLD_S = 0.02;
  private static final int STATES = 4096;

  private final double[][] states = new double[STATES][];
  private final Robot robot = robot();
  private final ValueField value = new DoubleIntegratorValue(1, 1, 0.2);
  private final LookAhead lookAhead = new LookAhead(robot, Certificate.of(value), HOLD_S);
  private final SampledDataFilter nearest = filter(OverrideRule.NEAREST);
  private final SampledDataFilter strongest = filter(OverrideRule.STRONGEST);
  private final double[] previous = {0};
  private final double[] wish = {0.3};
  private final double[] u = {0};
  private int next;

  private static Robot robot() {
    try {
      return RobotCatalog.create("double-integrator", Map.of());
    } catch (RobotRefusal e) {
      throw new IllegalStateException("the catalogue lacks its simplest robot", e);
    }
  }

  private SampledDataFilter filter(OverrideRule rule) {
    return new SampledDataFilter(
        robot,
        Certificate.of(value),
        CandidateRanking.asProposed(),
        FilterSettings.of(HOLD_S, HOLD_S, SafetyMargins.NONE).with(rule));
  }

  /** States all over the safe set, a part of them where the wish has to be overridden. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < STATES; i++) {
      do {
        states[i] = new double[] {random.nextDouble(-1, 1), random.nextDouble(-1.2, 1.2)};
      } while (!(value.value(states[i]) >= 0));
    }
  }

  private double[] state() {
    next = (next + 1) % STATES;
    return states[next];
  }

  /** The look-ahead alone, over all corners of the disturbance. */
  @Benchmark
  public double oneCandidate() {
    return lookAhead.slack(state(), wish, 0, 0, Double.NEGATIVE_INFINITY);
  }

  /** Checks of which each decides which state is next, as in {@link TableBenchmark#chained}. */
  @Benchmark
  @OperationsPerInvocation(TableBenchmark.CHAIN)
  public int chained() {
    int at = next;
    for (int i = 0; i < TableBenchmark.CHAIN; i++) {
      double slack = lookAhead.slack(states[at], wish, 0, 0, Double.NEGATIVE_INFINITY);
      at = (at + 1 + (int) (Double.doubleToRawLongBits(slack) >>> 63)) % STATES;
    }
    next = at;
    return at;
  }

  /** A cycle with the delay, overrides included. */
  @Benchmark
  public Verdict cycleNearest() {
    return nearest.filter(state(), 0.005, previous, wish, 1, u);
  }

  /** A cycle with the delay, overrides included. */
  @Benchmark
  public Verdict cycleStrongest() {
    return strongest.filter(state(), 0.005, previous, wish, 1, u);
  }
}
