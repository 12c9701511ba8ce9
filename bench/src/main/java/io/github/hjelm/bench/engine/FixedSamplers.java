package io.github.hjelm.bench.engine;

import io.github.hjelm.bench.network.BenchNetwork;
import io.github.hjelm.bench.network.NetworkFolder;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.ForwardingSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.sensors.HotPath;
import java.io.IOException;
import java.nio.file.Path;

/** Samplers whose answers depend on the observation alone, so that they can be compared. */
public final class FixedSamplers {

  private FixedSamplers() {}

  /** The network of a folder, in TensorFlow, which is given the network's noise. */
  public static FewStepSampler of(Path folder) throws EngineRefusal {
    // Refuses what does not answer as it should.
    Engines.HJELM.open(folder, 1).close();
    try {
      BenchNetwork network = NetworkFolder.read(folder);
      return new FixedNoise(
          Samplers.tensorFlow(NetworkFolder.savedModel(folder), network.size()).make(1, 1),
          network.noise());
    } catch (IOException e) {
      throw new EngineRefusal("the network cannot be read: " + e.getMessage(), e);
    } catch (SamplerRefusal e) {
      throw new EngineRefusal(e.sentence(), e);
    }
  }

  /** Answers with the first numbers of the observation. */
  public static FewStepSampler echo(int observations, int actions) {
    return new Echo(observations, actions);
  }

  private static final class FixedNoise extends ForwardingSampler {

    private final float[] drawn;

    FixedNoise(FewStepSampler sampler, float[] drawn) {
      super(sampler);
      this.drawn = drawn;
    }

    @Override
    @HotPath
    public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
      return super.sample(observation, drawn, actions);
    }
  }

  private record Echo(int observationSize, int chunkSize) implements FewStepSampler {

    @Override
    public int candidates() {
      return 1;
    }

    @Override
    public int observations() {
      return 1;
    }

    @Override
    public int steps() {
      return 1;
    }

    @Override
    @HotPath
    public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
      System.arraycopy(observation, 0, actions, 0, chunkSize);
      return SampleOutcome.SAMPLED;
    }

    @Override
    public String fault() {
      return "";
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
