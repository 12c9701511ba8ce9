package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;

/**
 * How long a policy takes to answer on this machine, now that it is warm.
 *
 * @param calls until its median had settled
 * @param p50Ns of the last round
 * @param p99Ns of the last round
 */
public record LaneMeasurement(int calls, long p50Ns, long p99Ns) {

  private static final int ROUND = 200;
  private static final int MOST_ROUNDS = 40;

  /** Compilers and caches are done with it when two rounds differ by less than this. */
  private static final double SETTLED = 0.05;

  /** A policy that is this slow is warm after far fewer calls. */
  private static final long PATIENCE_NS = 3_000_000_000L;

  /**
   * Warms a policy up and measures it, with what it costs to draw nothing in particular.
   *
   * @throws SamplerRefusal when it does not answer
   */
  public static LaneMeasurement of(FewStepSampler sampler, MonotonicClock clock)
      throws SamplerRefusal {
    float[] observation = new float[sampler.observations() * sampler.observationSize()];
    float[] noise = new float[sampler.candidates() * sampler.chunkSize()];
    float[] actions = new float[noise.length];
    long[] tookNs = new long[ROUND];
    long beganNs = clock.nanoTime();
    long medianBefore = Long.MAX_VALUE;
    int calls = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      int made = 0;
      while (made < ROUND && clock.nanoTime() - beganNs < PATIENCE_NS) {
        tookNs[made++] = call(sampler, observation, noise, actions, clock);
      }
      calls += made;
      if (made < ROUND && calls > made) {
        break;
      }
      Arrays.sort(tookNs, 0, made);
      long median = tookNs[made / 2];
      boolean settled = Math.abs(median - medianBefore) <= SETTLED * median;
      if (settled || made < ROUND || round + 1 == MOST_ROUNDS) {
        return new LaneMeasurement(calls, median, tookNs[Math.min(made - 1, made * 99 / 100)]);
      }
      medianBefore = median;
    }
    return new LaneMeasurement(calls, medianBefore, tookNs[ROUND * 99 / 100]);
  }

  private static long call(
      FewStepSampler sampler,
      float[] observation,
      float[] noise,
      float[] actions,
      MonotonicClock clock)
      throws SamplerRefusal {
    long beganNs = clock.nanoTime();
    if (sampler.sample(observation, noise, actions) != SampleOutcome.SAMPLED) {
      throw new SamplerRefusal("the policy does not answer: " + sampler.fault());
    }
    return clock.nanoTime() - beganNs;
  }

  /** Whether a cycle can wait for it. */
  public boolean fits(long budgetNs) {
    return p99Ns <= budgetNs;
  }

  @Override
  public String toString() {
    return "p50 %.0f µs, p99 %.0f µs".formatted(p50Ns / 1e3, p99Ns / 1e3);
  }
}
