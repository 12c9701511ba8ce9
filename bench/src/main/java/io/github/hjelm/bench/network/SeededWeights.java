package io.github.hjelm.bench.network;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.export.bundle.FrozenGraph;
import io.github.hjelm.export.bundle.SavedModelWriter;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.WeightLayout;
import io.github.hjelm.export.policy.FlowMatching;
import io.github.hjelm.export.study.ServedPolicy;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The weights of a flow policy as a seed gives them. Training begins with zeros in some places;
 * they are drawn here as well, or what they multiply would cost nothing and change nothing.
 */
final class SeededWeights {

  private final Network network;
  private final WeightLayout layout;
  private final float[] weights;
  private final SplittableRandom random;

  SeededWeights(Network network, long seed) {
    this.network = network;
    layout = network.layout();
    weights = layout.initialWeights(seed);
    random = new SplittableRandom(~seed);
  }

  /** Draws a piece anew, normal with that deviation. */
  void draw(String name, int count, double deviation) {
    int offset = layout.offset(name);
    for (int i = 0; i < count; i++) {
      weights[offset + i] = (float) (deviation * random.nextGaussian());
    }
  }

  /** Draws every number that is zero, normal with that deviation. */
  void drawZeros(double deviation) {
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] == 0) {
        weights[i] = (float) (deviation * random.nextGaussian());
      }
    }
  }

  /** A copy of a piece. */
  float[] piece(String name, int count) {
    int offset = layout.offset(name);
    return Arrays.copyOfRange(weights, offset, offset + count);
  }

  /** The SavedModel of a bundle, byte for byte what an export would write. */
  byte[] savedModel(String signature, int steps) {
    try (ServedPolicy served =
        new ServedPolicy(
            FlowMatching.onDemonstrations(), network, weights, Map.of(signature, steps))) {
      return SavedModelWriter.bytes(FrozenGraph.of(served.policy()));
    } catch (BundleRefusal e) {
      throw new IllegalStateException(network.description() + " cannot be frozen", e);
    }
  }
}
