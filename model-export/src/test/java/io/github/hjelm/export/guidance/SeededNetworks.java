package io.github.hjelm.export.guidance;

import io.github.hjelm.export.network.ChunkTransformer;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import io.github.hjelm.export.network.UNet1d;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Networks of every kind with weights from a seed: what matters is that nothing in them is zero.
 */
public final class SeededNetworks {

  static final int OBSERVATION = 3;
  static final int HORIZON = 5;
  static final int CONTROLS = 2;
  static final int CHUNK = HORIZON * CONTROLS;

  private static final float WEIGHT = 0.25f;

  private SeededNetworks() {}

  /** Told so many times. */
  static List<Network> all(int times) {
    // Five steps are halved unevenly.
    NetworkShape shape = new NetworkShape(OBSERVATION, HORIZON, CONTROLS, true, times, 1);
    return List.of(
        new ResidualMlp(shape, 24, 3),
        new UNet1d(shape, 8, 3),
        new ChunkTransformer(shape, 8, 2, 2));
  }

  /** Of a small network, none of them zero. */
  public static float[] weights(Network network, long seed) {
    return weights(network, seed, WEIGHT);
  }

  /** The same of that size: the wider a network, the smaller, or its answers explode. */
  static float[] weights(Network network, long seed, float size) {
    float[] weights = gaussian(network.layout().size(), seed);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= size;
    }
    return weights;
  }

  static float[] gaussian(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
