package io.github.hjelm.bench.engine;

import io.github.hjelm.bench.network.BenchNetwork;
import io.github.hjelm.bench.network.NetworkFolder;
import io.github.hjelm.bench.network.SeededNetwork;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;
import io.github.hjelm.controller.policy.vector.VectorSampler;
import io.github.hjelm.sensors.HotPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sampler of the controller, as a bundle's policy is sampled. For several rows it takes the
 * smallest of its samplers that they fit in: sizes are fixed when a sampler is made.
 */
final class HjelmEngine implements Engine {

  private final List<FewStepSampler> samplers = new ArrayList<>();
  private final float[] noise;

  /** Makes a sampler of so many observations in a call, one candidate for each. */
  @FunctionalInterface
  interface SamplerMaker {
    FewStepSampler make(Path folder, Network size, int rows) throws IOException, SamplerRefusal;
  }

  HjelmEngine(Path folder, BenchNetwork network, int mostRows, SamplerMaker maker)
      throws IOException, SamplerRefusal {
    Network size = network.size();
    int largest = 1;
    for (int rows = 1; largest < mostRows || rows == 1; rows *= 2) {
      largest = rows;
      samplers.add(maker.make(folder, size, rows));
    }
    noise = new float[largest * size.actions()];
    float[] one = network.noise();
    for (int row = 0; row < largest; row++) {
      System.arraycopy(one, 0, noise, row * one.length, one.length);
    }
  }

  /** In TensorFlow. */
  static FewStepSampler sampler(Path folder, Network size, int rows)
      throws IOException, SamplerRefusal {
    return TensorFlowSampler.open(
        model(folder),
        size.observations(),
        size.actions(),
        new TensorFlowSampler.Settings(SeededNetwork.SIGNATURE, size.steps(), rows, rows, 1));
  }

  /** In loops of our own. */
  static FewStepSampler vectorSampler(Path folder, Network size, int rows)
      throws IOException, SamplerRefusal {
    return VectorSampler.open(
        model(folder).policy(SeededNetwork.SIGNATURE, size.observations(), size.actions()),
        size.observations(),
        size.actions(),
        new VectorSampler.Settings(size.steps(), rows, rows));
  }

  private static SavedModelGraph model(Path folder) throws IOException, SamplerRefusal {
    Path file = folder.resolve(NetworkFolder.SAVED_MODEL).resolve("saved_model.pb");
    return SavedModelGraph.parse(Files.readAllBytes(file), file.toString());
  }

  @Override
  @HotPath
  public void infer(float[] observations, int rows, float[] actions) {
    // The smallest power of two that is not below the rows. What lies behind them is computed too,
    // and nobody reads it.
    int place = Integer.SIZE - Integer.numberOfLeadingZeros(rows - 1);
    SampleOutcome outcome = samplers.get(place).sample(observations, noise, actions);
    if (outcome != SampleOutcome.SAMPLED) {
      throw new IllegalStateException(samplers.get(place).fault());
    }
  }

  @Override
  public void close() {
    samplers.forEach(FewStepSampler::close);
  }
}
