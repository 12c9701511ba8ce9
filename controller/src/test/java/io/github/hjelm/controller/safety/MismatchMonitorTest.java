package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import org.junit.jupiter.api.Test;

class MismatchMonitorTest {

  private static final long PERIOD_NS = 100_000_000;
  private static final double[] STILL = {0};

  private final Robot mass = MassBetweenWalls.robot("double-integrator");
  private final SentCommands sent = new SentCommands(1);
  private final MonitorSettings settings = MonitorSettings.exact();
  private long nowNs;

  private MismatchMonitor monitor(MonitorSettings with) {
    return new MismatchMonitor(mass, CertifiedView.whole(mass), null, with);
  }

  private Mismatch observe(MismatchMonitor monitor, double x, double v) {
    nowNs += PERIOD_NS;
    Mismatch verdict = monitor.observe(nowNs, new double[] {x, v}, sent);
    sent.add(nowNs, STILL);
    return verdict;
  }

  @Test
  void knowsHowFarAPushCanLead() {
    MismatchMonitor monitor = monitor(settings);
    observe(monitor, 0, 0);
    // 0.2 m/s² for 0.1 s, and a tenth more for what a bound is between the states it is taken at.
    observe(monitor, 0, 0.02);
    assertEquals(1 / 1.1, monitor.exceedance(1), 1e-3);
    assertEquals(0, monitor.exceedance(0), 1e-12);
  }

  @Test
  void oneGlitchIsSuspectedAndForgotten() {
    // Whenever it comes, also when what is remembered is about to be renewed.
    for (int before = 1; before <= 25; before++) {
      MismatchMonitor monitor = monitor(settings);
      for (int k = 0; k < before; k++) {
        assertEquals(Mismatch.NONE, observe(monitor, 0, 0));
      }
      assertEquals(Mismatch.SUSPECTED, observe(monitor, 3, 0));
      for (int k = 0; k < 10; k++) {
        assertEquals(Mismatch.SUSPECTED, observe(monitor, 0, 0), before + " and " + k);
      }
      assertEquals(Mismatch.NONE, observe(monitor, 0, 0));
    }
  }

  @Test
  void whatIsRememberedIsRenewed() {
    MismatchMonitor monitor = monitor(settings);
    for (int k = 0; k < 60; k++) {
      observe(monitor, 0, 0);
    }
    // In a second a push leads a tenth of a metre away, in six seconds it would be four metres.
    observe(monitor, 0.3, 0);
    observe(monitor, 0.3, 0);
    assertEquals(Mismatch.MODEL_MISMATCH, observe(monitor, 0.3, 0));
  }

  @Test
  void aShoveThatStaysIsAMismatch() {
    MismatchMonitor monitor = monitor(settings);
    for (int k = 0; k < 5; k++) {
      observe(monitor, 0, 0);
    }
    // It was thrown aside and stands there: each state follows from the one before.
    assertEquals(Mismatch.SUSPECTED, observe(monitor, 3, 0));
    assertEquals(Mismatch.SUSPECTED, observe(monitor, 3, 0));
    assertEquals(Mismatch.MODEL_MISMATCH, observe(monitor, 3, 0));
  }

  @Test
  void anglesGoTheShortWayAround() {
    Robot pendulum = MassBetweenWalls.robot("pendulum");
    MismatchMonitor monitor =
        new MismatchMonitor(pendulum, CertifiedView.whole(pendulum), null, settings);
    HeldFlow flow = new HeldFlow(pendulum);
    double[] x = {Math.PI - 0.05, 2};
    double[] half = new double[2];
    boolean wrapped = false;
    for (int k = 0; k < 8; k++) {
      nowNs += PERIOD_NS / 10;
      assertEquals(Mismatch.NONE, monitor.observe(nowNs, x, sent), "cycle " + k);
      sent.add(nowNs, STILL);
      flow.hold(x, STILL, STILL, 0.01, half, x);
      wrapped |= x[0] < 0;
    }
    assertTrue(wrapped);
    assertTrue(monitor.exceedance(0) < 1);
  }

  @Test
  void anAngleMayHavePassedTheSeamWhereTheModelHasNot() {
    Robot pendulum = MassBetweenWalls.robot("pendulum");
    MismatchMonitor monitor =
        new MismatchMonitor(
            pendulum,
            CertifiedView.whole(pendulum),
            null,
            settings.withErrors(List.of(0.01, 0.01), 0));
    monitor.observe(1, new double[] {Math.PI - 0.001, 0}, sent);
    sent.add(1, STILL);
    double[] beyond = {-Math.PI + 0.001, 0};
    assertEquals(Mismatch.NONE, monitor.observe(1_000_001, beyond, sent));
    assertTrue(monitor.exceedance(0) < 0.2);
  }

  @Test
  void whatIsNotNewerSaysNothing() {
    MismatchMonitor monitor = monitor(settings);
    observe(monitor, 0, 0);
    observe(monitor, 0, 0);
    for (int k = 0; k < 10; k++) {
      assertEquals(Mismatch.NONE, monitor.observe(nowNs, new double[] {9, 9}, sent));
    }
  }

  @Test
  void aLongGapIsNoEvidence() {
    MismatchMonitor monitor = monitor(settings);
    observe(monitor, 0, 0);
    nowNs += 20 * PERIOD_NS;
    assertEquals(Mismatch.NONE, observe(monitor, 9, 0));
    // A clock that was set back an hour begins anew.
    nowNs -= 36_000 * PERIOD_NS;
    assertEquals(Mismatch.NONE, observe(monitor, 0, 0));
    assertEquals(Mismatch.SUSPECTED, observe(monitor, 3, 0));
  }

  @Test
  void lateInstantsAreAllowedFor() {
    MismatchMonitor exact = monitor(settings);
    MismatchMonitor late = monitor(settings.withErrors(List.of(), 0.01));
    observe(exact, 0, 1);
    nowNs -= PERIOD_NS;
    observe(late, 0, 1);
    // 15 ms more of 1 m/s: both instants may be off.
    nowNs += PERIOD_NS;
    double[] x = {0.115, 1};
    assertEquals(Mismatch.SUSPECTED, exact.observe(nowNs, x, sent));
    assertEquals(Mismatch.NONE, late.observe(nowNs, x, sent));
  }

  @Test
  void aValueMayNotFallFurtherThanAPushExplains() {
    MismatchMonitor monitor =
        new MismatchMonitor(
            mass,
            CertifiedView.whole(mass),
            new DoubleIntegratorValue(1, 1, 0.2),
            settings.withErrors(List.of(0.001, 0.0), 0));
    observe(monitor, 0.5, 0);
    observe(monitor, 0.5005, 0.001);
    assertTrue(monitor.valueExceedance() > 0 && monitor.valueExceedance() < 1);
    observe(monitor, 0.7, 0.001);
    assertTrue(monitor.valueExceedance() > 1);
    observe(monitor, 0.4, 0);
    assertTrue(monitor.valueExceedance() < 0, "it rose");
  }

  @Test
  void whereTheModelLeadsOutOfAllNumbersEverythingIsPossible() {
    Robot point = MassBetweenWalls.robot("planar-point");
    MismatchMonitor monitor =
        new MismatchMonitor(point, CertifiedView.whole(point), null, settings);
    SentCommands two = new SentCommands(2);
    // Far beyond the rim the floor slides away in no time.
    for (int k = 0; k < 5; k++) {
      nowNs += PERIOD_NS;
      assertEquals(Mismatch.NONE, monitor.observe(nowNs, new double[] {1e9 * k, 1e9}, two));
      two.add(nowNs, new double[2]);
    }
  }

  @Test
  void refusesSettingsThatNeverSpeakOrAlways() {
    assertThrows(IllegalArgumentException.class, () -> new MonitorSettings(List.of(), 0, 1, 0, 10));
    assertThrows(IllegalArgumentException.class, () -> new MonitorSettings(List.of(), 0, 1, 3, 65));
    assertThrows(
        IllegalArgumentException.class, () -> new MonitorSettings(List.of(), 0, 1, 11, 10));
    assertThrows(
        IllegalArgumentException.class, () -> settings.withErrors(List.of(Double.NaN, 0.0), 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> monitor(settings.withErrors(List.of(0.1, 0.1, 0.1), 0)));
  }
}
