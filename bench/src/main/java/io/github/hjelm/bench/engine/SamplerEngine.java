package io.github.hjelm.bench.engine;

import io.github.hjelm.bench.network.BenchNetwork;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.HotPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Samplers of several sizes, one candidate for each observation, as sizes are fixed when a sampler
 * is made. The noise is the network's.
 */
final class SamplerEngine implements Engine {

  private final SamplerMaker maker;
  private final List<FewStepSampler> samplers = new ArrayList<>();

  /** By rows less one. */
  private final FewStepSampler[] byRows;

  private final float[] noise;

  /**
   * Makes all samplers, and closes their maker in the end.
   *
   * @param room the rows of the sampler that some rows are computed in, not falling
   */
  SamplerEngine(BenchNetwork network, int mostRows, SamplerMaker maker, IntUnaryOperator room)
      throws SamplerRefusal {
    this.maker = maker;
    byRows = new FewStepSampler[mostRows];
    FewStepSampler largest = null;
    for (int rows = 1; rows <= mostRows; rows++) {
      int size = room.applyAsInt(rows);
      if (largest == null || largest.candidates() < size) {
        largest = maker.make(size, size);
        samplers.add(largest);
      }
      byRows[rows - 1] = largest;
    }
    float[] one = network.noise();
    noise = new float[room.applyAsInt(mostRows) * one.length];
    for (int place = 0; place < noise.length; place += one.length) {
      System.arraycopy(one, 0, noise, place, one.length);
    }
  }

  @Override
  @HotPath
  public void infer(float[] observations, int rows, float[] actions) {
    // What lies behind the rows may be computed too, and nobody reads it.
    FewStepSampler sampler = byRows[rows - 1];
    if (sampler.sample(observations, noise, actions) != SampleOutcome.SAMPLED) {
      throw new IllegalStateException(sampler.fault());
    }
  }

  @Override
  public void close() {
    samplers.forEach(FewStepSampler::close);
    maker.close();
  }
}
