package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.time.MonotonicClock;

/**
 * A policy that answers several robots in one call: the rows of one robot's observation and noise
 * behind those of another. Rows that nobody asked hold what was asked there before, and their
 * answers are not read. All its memory is laid out when it is made; one thread.
 */
public final class BatchedPolicy implements AutoCloseable {

  private final FewStepSampler sampler;
  private final int robots;
  private final LaneMeasurement measured;
  private final float[] observations;
  private final float[] noises;
  private final float[] actions;

  // Of no length where the policy takes no plan.
  private final float[] prefixes;
  private final float[] prefixWeights;

  private BatchedPolicy(FewStepSampler sampler, int robots, LaneMeasurement measured) {
    this.sampler = sampler;
    this.robots = robots;
    this.measured = measured;
    observations = new float[sampler.observations() * sampler.observationSize()];
    noises = new float[sampler.candidates() * sampler.chunkSize()];
    actions = new float[noises.length];
    prefixes = new float[sampler.isGuided() ? noises.length : 0];
    prefixWeights = new float[prefixes.length];
  }

  /**
   * Warms it up and measures it; off the loop's thread.
   *
   * @param sampler with an observation for each of its rows
   * @param robots that share its rows
   */
  public static BatchedPolicy of(FewStepSampler sampler, int robots, MonotonicClock clock)
      throws SamplerRefusal {
    if (sampler.observations() != sampler.candidates() || sampler.candidates() % robots != 0) {
      throw new IllegalArgumentException(
          "%d robots cannot share %d rows of noise and %d of observations"
              .formatted(robots, sampler.candidates(), sampler.observations()));
    }
    return new BatchedPolicy(sampler, robots, LaneMeasurement.of(sampler, clock));
  }

  /** How many robots it answers at most. */
  public int robots() {
    return robots;
  }

  /** How long a call takes, however many of them asked. */
  public LaneMeasurement measured() {
    return measured;
  }

  @HotPath
  void answer(Sampling[] asked, int from, int count) {
    for (int i = 0; i < count; i++) {
      asked[from + i].writeTo(observations, noises, i);
    }
    try {
      if (prefixes.length > 0) {
        for (int i = 0; i < count; i++) {
          asked[from + i].writePrefixTo(prefixes, prefixWeights, i);
        }
        sampler.guide(prefixes, prefixWeights);
      }
      SampleOutcome outcome = sampler.sample(observations, noises, actions);
      if (outcome == SampleOutcome.SAMPLED) {
        for (int i = 0; i < count; i++) {
          asked[from + i].answer(actions, i);
        }
        return;
      }
      fail(asked, from, count, PolicyFault.of(sampler, outcome));
    } catch (RuntimeException | LinkageError e) {
      fail(asked, from, count, e);
    }
  }

  private static void fail(Sampling[] asked, int from, int count, Throwable why) {
    for (int i = 0; i < count; i++) {
      asked[from + i].fail(why);
    }
  }

  @Override
  public void close() {
    sampler.close();
  }
}
