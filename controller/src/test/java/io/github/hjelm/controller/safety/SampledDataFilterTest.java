package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampledDataFilterTest {

  private static final double HOLD_S = 0.1;
  private static final double[] REST = {0};

  private final Robot robot = robot();
  private final ValueField exact = new DoubleIntegratorValue(1, 1, 0.2);
  private final SampledDataFilter filter = filter(exact, CandidateRanking.asProposed());
  private final double[] u = {Double.NaN};

  private static Robot robot() {
    try {
      return RobotCatalog.create("double-integrator", Map.of());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Refuses as late as can be, changes as little as can be. */
  private static FilterSettings leastChange() {
    return FilterSettings.of(HOLD_S, 0.05, SafetyMargins.NONE)
        .withDecayRate(1 / HOLD_S)
        .with(OverrideRule.NEAREST);
  }

  private SampledDataFilter filter(ValueField value, CandidateRanking ranking) {
    return new SampledDataFilter(robot, Certificate.of(value), ranking, leastChange());
  }

  private Verdict step(double x, double v, double... candidates) {
    return filter.filter(new double[] {x, v}, 0, REST, candidates, candidates.length, u);
  }

  @Test
  void passesWhatIsSafe() {
    assertEquals(Verdict.PASSED, step(0, 0, 1));
    assertEquals(1, u[0]);
    assertEquals(Rung.FIRST_CANDIDATE, filter.rung());
    assertEquals(1, filter.valueAtState());
  }

  @Test
  void passesTheNextBestWhenTheBestIsRefused() {
    // On the braking arc only full braking keeps the wall away.
    assertEquals(Verdict.PASSED, step(0.6, 0.8, 1, -1));
    assertEquals(-1, u[0]);
    assertEquals(Rung.OTHER_CANDIDATE, filter.rung());
    assertEquals(1, filter.interventions());
  }

  @Test
  void ranksByTheTask() {
    SampledDataFilter ranked = filter(exact, (x, a) -> Math.abs(a[0] - 0.25));
    double[] candidates = {1, 0.3, -1, 0.2};
    ranked.filter(new double[] {0, 0}, 0, REST, candidates, 4, u);
    assertEquals(0.3, u[0], 0.06);
    assertEquals(Rung.FIRST_CANDIDATE, ranked.rung());
  }

  @Test
  void aRankThatIsNotANumberComesLast() {
    SampledDataFilter ranked = filter(exact, (x, a) -> a[0] < 0 ? Double.NaN : 1);
    ranked.filter(new double[] {0, 0}, 0, REST, new double[] {-0.5, 0.5}, 2, u);
    assertEquals(0.5, u[0]);
  }

  @Test
  void aCandidateOutsideTheBoxIsNotPassedUnchanged() {
    assertEquals(Verdict.FILTERED, step(0, 0, 3));
    assertEquals(1, u[0]);
    assertEquals(Rung.CLIPPED_CANDIDATE, filter.rung());
  }

  @Test
  void movesNoFurtherThanItMust() {
    assertEquals(Verdict.FILTERED, step(0.8, 0.5, 1));
    double sent = u[0];
    LookAhead lookAhead = new LookAhead(robot, Certificate.of(exact), HOLD_S);
    double[] state = {0.8, 0.5};
    assertTrue(lookAhead.slack(state, new double[] {sent}, 0, 0, -1) >= 0);
    assertTrue(lookAhead.slack(state, new double[] {sent + 0.1}, 0, 0, -1) < 0);
  }

  @Test
  void theStrongestRuleSendsTheCorner() {
    SampledDataFilter strong =
        new SampledDataFilter(
            robot,
            Certificate.of(exact),
            CandidateRanking.asProposed(),
            FilterSettings.of(HOLD_S, 0, SafetyMargins.NONE));
    double[] wish = {1};
    assertEquals(Verdict.BACKUP, strong.filter(new double[] {0.8, 0.5}, 0, REST, wish, 1, u));
    assertEquals(Rung.CORNER, strong.rung());
    assertEquals(-1, u[0]);
    assertEquals(0, strong.uncertified());
  }

  @Test
  void withoutAnySafeControlSendsTheBestAndCountsAnAlarm() {
    assertEquals(Verdict.BACKUP, step(0.9, 0.9, 1));
    assertEquals(-1, u[0]);
    assertEquals(Rung.UNCERTIFIED, filter.rung());
    assertEquals(1, filter.uncertified());
  }

  @Test
  void pushesInwardWhereTheGradientIsSilent() {
    // At rest beyond the wall the value does not depend on the velocity: c = 0.
    step(1.001, -0.0001, 1);
    assertEquals(-1, u[0], 0.01);
  }

  @Test
  void predictsOverTheDelay() {
    // Half a hold ago this was safe for a coasting wish; under the last command it no longer is.
    double[] estimate = {0.6, 0.76};
    double[] coast = {-0.9};
    double[] push = {1};
    filter.filter(estimate, 0, push, coast, 1, u);
    assertEquals(Rung.FIRST_CANDIDATE, filter.rung());
    filter.filter(estimate, 0.05, push, coast, 1, u);
    assertTrue(filter.valueAtState() < exact.value(estimate));
    assertTrue(filter.rung() != Rung.FIRST_CANDIDATE);
  }

  @Test
  void holdsWhenTheEstimateIsUnusable() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(Verdict.HELD_BAD_OBSERVATION, step(bad, 0, 0));
      assertEquals(Verdict.HELD_BAD_OBSERVATION, step(0, bad, 0));
      double[] previous = {bad};
      assertEquals(
          Verdict.HELD_BAD_OBSERVATION,
          filter.filter(new double[] {0, 0}, 0, previous, REST, 1, u));
      assertTrue(Math.abs(u[0]) <= 1);
    }
    assertEquals(6, filter.counts().of(Rung.BAD_ESTIMATE));
    assertEquals(6, filter.uncertified());
  }

  @Test
  void holdsWhenTheEstimateIsStale() {
    for (double age : new double[] {-1e-9, 0.0501, Double.NaN}) {
      Verdict verdict = filter.filter(new double[] {0, 0}, age, REST, REST, 1, u);
      assertEquals(Verdict.HELD_STALE_OBSERVATION, verdict);
    }
  }

  @Test
  void brakesFromTheLastStateItKnew() {
    step(0, 0.05, 1);
    step(Double.NaN, Double.NaN, 1);
    assertEquals(-0.5, u[0], 1e-12);
  }

  @Test
  void holdsWhenThePolicyFails() {
    assertEquals(Verdict.HELD_POLICY_FAULT, step(0, 0.05, Double.NaN, Double.NEGATIVE_INFINITY));
    assertEquals(-0.5, u[0], 1e-12);
    assertEquals(Verdict.HELD_NO_CHUNK, step(0, 0.05));
    assertEquals(-0.5, u[0], 1e-12);
    assertEquals(0, filter.uncertified());
    // Where standing still is not safe, what is sent is.
    assertEquals(Verdict.HELD_NO_CHUNK, step(0.6, 0.8));
    assertEquals(-1, u[0], 1e-12);
  }

  @Test
  void usesTheGoodAmongBadCandidates() {
    assertEquals(Verdict.PASSED, step(0, 0, Double.NaN, 0.5));
    assertEquals(0.5, u[0]);
  }

  @Test
  void holdsWhenTheStateLeavesTheTable() {
    SampledDataFilter blind = filter(new Window(exact, -2), CandidateRanking.asProposed());
    Verdict verdict = blind.filter(new double[] {0, 0.05}, 0, REST, new double[] {1}, 1, u);
    assertEquals(Verdict.HELD_OUTSIDE_TABLE, verdict);
    assertEquals(-0.5, u[0], 1e-12);
  }

  @Test
  void aCandidateThatLeavesTheTableIsRefused() {
    SampledDataFilter narrow = filter(new Window(exact, 0.02), CandidateRanking.asProposed());
    narrow.filter(new double[] {0, 0}, 0, REST, new double[] {1, -1}, 2, u);
    assertEquals(Rung.OTHER_CANDIDATE, narrow.rung());
  }

  /** Knows nothing of velocities above a bound. */
  private record Window(ValueField field, double upTo) implements ValueField {
    @Override
    public int dimensions() {
      return field.dimensions();
    }

    @Override
    public double value(double[] x) {
      return x[1] <= upTo ? field.value(x) : OUTSIDE;
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
      return x[1] <= upTo ? field.valueAndGradient(x, gradient) : OUTSIDE;
    }
  }

  @Test
  void aLowDecayRateKeepsTheReserve() {
    double[] state = {0.3, 0.5};
    assertEquals(Verdict.PASSED, step(0.3, 0.5, 1));
    LookAhead lookAhead = new LookAhead(robot, Certificate.of(exact), HOLD_S);
    double floor = (1 - 2.5 * HOLD_S) * exact.value(state);
    for (OverrideRule rule : OverrideRule.values()) {
      SampledDataFilter slow =
          new SampledDataFilter(
              robot,
              Certificate.of(exact),
              CandidateRanking.asProposed(),
              leastChange().withDecayRate(2.5).with(rule));
      slow.filter(state, 0, REST, new double[] {1}, 1, u);
      assertTrue(slow.rung() != Rung.FIRST_CANDIDATE, rule.toString());
      assertTrue(lookAhead.slack(state, u, 0, floor, 0) >= 0, rule + " sent " + u[0]);
      assertEquals(rule == OverrideRule.STRONGEST, u[0] == -1, rule + " sent " + u[0]);
    }
  }

  @Test
  void refusesSettingsThatPromiseNothing() {
    assertThrows(
        IllegalArgumentException.class, () -> FilterSettings.of(Double.NaN, 0, SafetyMargins.NONE));
    assertThrows(
        IllegalArgumentException.class, () -> FilterSettings.of(0.1, 0.2, SafetyMargins.NONE));
    assertThrows(IllegalArgumentException.class, () -> new SafetyMargins(0, Double.NaN, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new SafetyMargins(0, 0, -1, 0));
  }

  @Test
  void marginsAddUp() {
    double[] slopes = {1, 2};
    double[] error = {0.01, 0};
    double[] rate = {0, 0.1};
    // Without dynamics an error stays what it is and the disturbance adds rate · delay.
    assertEquals(
        3 * (0.01 + 0.1 * 0.2), SafetyMargins.estimation(slopes, error, rate, 0, 0.2, 1), 1e-15);
    double grown = SafetyMargins.estimation(slopes, error, rate, 1, 0.2, 1);
    assertEquals(3 * (0.01 * Math.exp(1.2) + 0.1 * Math.E * Math.expm1(0.2)), grown, 1e-12);
    assertEquals(10, new SafetyMargins(1, 2, 3, 4).total());
  }

  @Test
  void theFlowOfTheDoubleIntegratorIsExact() {
    double[] half = new double[2];
    double[] end = new double[2];
    new HeldFlow(robot)
        .hold(new double[] {0.1, 0.2}, new double[] {-1}, new double[] {0.2}, 0.4, half, end);
    assertArrayEquals(new double[] {0.1 + 0.2 * 0.2 - 0.4 * 0.04, 0.2 - 0.16}, half, 1e-15);
    assertArrayEquals(new double[] {0.1 + 0.2 * 0.4 - 0.4 * 0.16, 0.2 - 0.32}, end, 1e-15);
  }
}
