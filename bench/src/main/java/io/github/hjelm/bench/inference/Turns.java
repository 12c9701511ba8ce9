package io.github.hjelm.bench.inference;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Two samplers that take turns on the same inputs, so that both see the same machine. Each goes
 * first in every second round.
 */
final class Turns {

  private static final int CALLS = 1000;
  private static final int WARM_ROUNDS = 6;
  private static final double NS_PER_US = 1e3;

  private final MonotonicClock clock;
  private final float[] observation;
  private final float[] noise;
  private final float[] actions;
  private final long[] tookNs = new long[CALLS];

  Turns(MonotonicClock clock, float[] observation, float[] noise) {
    this.clock = clock;
    this.observation = observation;
    this.noise = noise;
    actions = new float[noise.length];
  }

  /** Medians in µs of every round: one row for each sampler. */
  double[][] take(FewStepSampler first, FewStepSampler second, int rounds) {
    double[][] medians = new double[2][rounds];
    for (int round = -WARM_ROUNDS; round < rounds; round++) {
      boolean swapped = (round & 1) != 0;
      double leading = medianUs(swapped ? second : first);
      double following = medianUs(swapped ? first : second);
      if (round >= 0) {
        medians[0][round] = swapped ? following : leading;
        medians[1][round] = swapped ? leading : following;
      }
    }
    return medians;
  }

  /** Bytes a call allocates on this thread: the least of several batches, once it is compiled. */
  long bytes(FewStepSampler sampler) {
    if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
      throw new IllegalStateException("this Java does not count allocated bytes");
    }
    long least = Long.MAX_VALUE;
    for (int batch = 0; batch < 2 * WARM_ROUNDS && least > 0; batch++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < CALLS; call++) {
        sample(sampler);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least / CALLS;
  }

  /** A copy of the answer to the inputs as they are now. */
  float[] answer(FewStepSampler sampler) {
    Arrays.fill(actions, Float.NaN); // what is not written is no answer
    sample(sampler);
    return actions.clone();
  }

  private void sample(FewStepSampler sampler) {
    if (sampler.sample(observation, noise, actions) != SampleOutcome.SAMPLED) {
      throw new IllegalStateException(sampler.fault());
    }
  }

  private double medianUs(FewStepSampler sampler) {
    for (int call = 0; call < CALLS; call++) {
      // Another input each time, as in flight.
      observation[call % observation.length] += 1e-3f;
      long beganNs = clock.nanoTime();
      sample(sampler);
      tookNs[call] = clock.nanoTime() - beganNs;
    }
    Arrays.sort(tookNs);
    return tookNs[CALLS / 2] / NS_PER_US;
  }
}
