package io.github.hjelm.controller.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.loop.ScriptedPolicy.Manner;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.time.HandSetClock;
import org.junit.jupiter.api.Test;

class LaneMeasurementTest {

  private final HandSetClock clock = new HandSetClock(0);

  /** A policy that takes a known time by the clock it is measured with. */
  private final class Timed extends ScriptedPolicy {

    private final long[] tookNs;
    private int calls;

    Timed(long... tookNs) {
      this.tookNs = tookNs;
    }

    @Override
    public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
      clock.advanceNs(tookNs[Math.min(calls++, tookNs.length - 1)]);
      return super.sample(observation, noise, actions);
    }
  }

  @Test
  void waitsUntilTheMedianHasSettled() throws Exception {
    long[] tookNs = new long[1000];
    for (int i = 0; i < tookNs.length; i++) {
      // It gets faster for three rounds, then it is as fast as it will be.
      tookNs[i] = i < 600 ? 90_000 - 20_000L * (i / 200) : 30_000;
    }
    LaneMeasurement found = LaneMeasurement.of(new Timed(tookNs), clock);
    assertEquals(30_000, found.p50Ns());
    assertEquals(1000, found.calls());
    assertTrue(found.fits(30_000));
    assertFalse(found.fits(29_999));
  }

  @Test
  void theSlowestPercentCounts() throws Exception {
    long[] tookNs = new long[401];
    for (int i = 0; i < tookNs.length; i++) {
      tookNs[i] = i % 50 == 0 ? 900_000 : 10_000;
    }
    LaneMeasurement found = LaneMeasurement.of(new Timed(tookNs), clock);
    assertEquals(10_000, found.p50Ns());
    assertEquals(900_000, found.p99Ns());
  }

  @Test
  void aSlowPolicyIsMeasuredByFewCalls() throws Exception {
    LaneMeasurement found = LaneMeasurement.of(new Timed(500_000_000), clock);
    assertEquals(500_000_000, found.p50Ns());
    assertTrue(found.calls() < 10, "it was asked " + found.calls() + " times");
  }

  @Test
  void aPolicyThatDoesNotAnswerIsRefused() {
    ScriptedPolicy policy = new ScriptedPolicy();
    policy.manner = Manner.FAILS;
    SamplerRefusal refusal =
        assertThrows(SamplerRefusal.class, () -> LaneMeasurement.of(policy, clock));
    assertEquals("the policy does not answer: no memory is left", refusal.getMessage());
  }
}
