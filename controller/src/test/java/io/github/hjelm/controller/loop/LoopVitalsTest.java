package io.github.hjelm.controller.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.health.Ailment;
import io.github.hjelm.controller.health.Fault;
import io.github.hjelm.controller.health.FleetHealth;
import io.github.hjelm.controller.health.Health;
import io.github.hjelm.controller.health.HealthLimits;
import io.github.hjelm.controller.health.PrometheusMetrics;
import io.github.hjelm.controller.health.RobotVitals;
import io.github.hjelm.controller.loop.ScriptedPolicy.Manner;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.LinkStatus.State;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real loop's cycles leave in its vitals. */
class LoopVitalsTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final LinkStatus LINK = new LinkStatus(State.CONNECTED, 1, 0, 0, 0, 0, 0, 0, "");

  private final LoopBench bench = new LoopBench();
  private final RobotVitals vitals =
      new RobotVitals(
          "mass", new CycleTiming(LoopBench.PERIOD_NS, LoopBench.PERIOD_NS, 0, 1), () -> 99);
  private final FleetHealth fleet = new FleetHealth(HealthLimits.usual(), bench.clock);

  LoopVitalsTest() {
    bench.others.add(vitals);
    fleet.add(vitals, () -> LINK, () -> 3);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void cyclesAreCountedByVerdict() {
    bench.cycle(0, 0);
    bench.cycle(0, 0);
    bench.cycle();
    assertEquals(2, vitals.verdicts().of(Verdict.PASSED));
    assertEquals(1, vitals.verdicts().of(Verdict.HELD_STALE_OBSERVATION));
    assertEquals(3, vitals.stages().whole().summary().count());
    assertEquals(CycleStage.labels(), vitals.stages().names());
    assertTrue(vitals.isCertified());
    assertFalse(vitals.isModelMismatch());
    assertEquals(Health.UP, fleet.check().get(0).health());
  }

  @Test
  void observationsHaveAnAgeOnceThereIsOne() {
    bench.cycle();
    assertEquals(0, vitals.observationAges().summary().count());
    bench.cycle(0, 0);
    bench.cycle();
    assertEquals(2, vitals.observationAges().summary().count());
    assertEquals(LoopBench.PERIOD_NS, vitals.observationAges().longestNs());
  }

  @Test
  void aPolicyThatFailsIsOneFaultHoweverOften() {
    bench.policy.manner = Manner.FAILS;
    for (int cycle = 0; cycle < 5; cycle++) {
      bench.cycle(0, 0);
    }
    assertEquals(1, vitals.faults().all().size());
    Fault fault = vitals.faults().all().get(0);
    assertEquals("no memory is left", fault.message());
    assertEquals(5, fault.count());
    assertEquals(99, fault.lastEpochMillis());
  }

  @Test
  void aWallClockThatJumpsMovesNothing() {
    long[] wallMs = {1_000_000_000};
    LoopBench steady = new LoopBench();
    LoopBench stepped = new LoopBench();
    RobotVitals told =
        new RobotVitals(
            "mass",
            new CycleTiming(LoopBench.PERIOD_NS, LoopBench.PERIOD_NS, 0, 1),
            () -> wallMs[0]);
    stepped.others.add(told);
    long[] jumpsMs = {3_600_000, -7_200_000, 3_600_000};
    for (int cycle = 0; cycle < 60; cycle++) {
      if (cycle % 20 == 10) {
        wallMs[0] += jumpsMs[cycle / 20];
      }
      for (LoopBench one : List.of(steady, stepped)) {
        one.policy.manner = cycle % 7 == 3 ? Manner.FAILS : Manner.ANSWERS;
        if (cycle % 11 != 5) {
          one.hear(0.01 * (cycle % 5), 0);
        }
        one.cycle();
      }
    }
    assertEquals(steady.verdicts, stepped.verdicts);
    assertEquals(steady.controls, stepped.controls);
    assertTrue(stepped.verdicts.contains(Verdict.HELD_STALE_OBSERVATION));
    assertEquals(60, told.verdicts().total());
    assertEquals(LoopBench.PERIOD_NS, told.observationAges().longestNs(), "ages are not its");
    steady.close();
    stepped.close();
  }

  @Test
  void aStopIsToldUntilItIsCleared() {
    bench.cycle(0, 0);
    bench.loop.safety().stop(bench.clock.nanoTime());
    bench.cycle(0, 0);
    assertEquals(StopCause.REQUESTED, vitals.stopCause());
    assertTrue(fleet.check().get(0).has(Ailment.STOPPED));
    assertTrue(bench.loop.safety().clear());
    bench.cycle(0, 0);
    assertNull(vitals.stopCause());
  }

  @Test
  void metricsTellWhatTheLoopCountsItself() {
    try (PrometheusMetrics metrics = new PrometheusMetrics(fleet)) {
      assertTrue(
          metrics.text().contains("hjelm_frames_total{outcome=\"accepted\",robot=\"mass\"} 0"));
      bench.cycle(0, 0);
      bench.cycle(0, 0);
      bench.hear(Double.NaN, 0);
      bench.cycle();
      String text = metrics.text();
      assertTrue(text.contains("hjelm_frames_total{outcome=\"accepted\",robot=\"mass\"} 2"), text);
      assertTrue(text.contains("hjelm_frames_total{outcome=\"not_a_number\",robot=\"mass\"} 1"));
      assertTrue(text.contains("hjelm_observations_total{freshness=\"ready\",robot=\"mass\"} 2"));
      assertTrue(text.contains("hjelm_chunks_total{outcome=\"joined\",robot=\"mass\"} 1"), text);
      assertTrue(text.contains("hjelm_frames_overwritten_total{robot=\"mass\"} 3"));
    }
  }

  @Test
  void watchingAWholeCycleAllocatesNothing() {
    double[] state = new double[2];
    bench.quiet = true;
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20 && least > 0; attempt++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < 500; k++) {
        state[0] = 0.001 * (k % 50);
        bench.hear(state);
        bench.cycle();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
    assertTrue(vitals.verdicts().of(Verdict.PASSED) >= 500);
  }
}
