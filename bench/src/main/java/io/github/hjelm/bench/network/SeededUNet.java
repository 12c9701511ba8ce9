package io.github.hjelm.bench.network;

import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.UNet1d;

/**
 * A U-Net of the size that diffusion policies fly with, with weights from a seed: what it costs
 * does not depend on what it has learnt. Three levels, answering a chunk in one evaluation.
 */
public final class SeededUNet {

  /** The signature behind which the SavedModel answers. */
  public static final String SIGNATURE = "serving_default";

  /** Channels on the first level of one with 65.8 million parameters, and twice as many on each. */
  public static final int LARGE = 424;

  /** The steps of a chunk. */
  public static final int HORIZON = 16;

  private static final int LEVELS = 3;
  private static final double ZERO_DEVIATION = 0.02;

  private final int observations;
  private final int actions;
  private final int width;
  private final long seed;

  /**
   * @param observations numbers in an observation
   * @param actions controls of a step
   * @param width channels on the first level
   */
  public SeededUNet(int observations, int actions, int width, long seed) {
    this.observations = observations;
    this.actions = actions;
    this.width = width;
    this.seed = seed;
  }

  /**
   * How many weights an evaluation reads. What only the time is multiplied with does not count: the
   * time is fixed, so that nothing is left of it in the file but a constant.
   */
  public long parameters() {
    return network(0).layout().learnt();
  }

  /** The SavedModel: one evaluation, {@code x + v(x, 0, o)}. */
  public byte[] savedModel() {
    SeededWeights weights = new SeededWeights(network(1), seed);
    weights.drawZeros(ZERO_DEVIATION);
    return weights.savedModel(SIGNATURE, 1);
  }

  private UNet1d network(int times) {
    return new UNet1d(
        new NetworkShape(observations, HORIZON, actions, true, times, 1), width, LEVELS);
  }
}
