package io.github.hjelm.controller.chunk;

import io.github.hjelm.sensors.HotPath;

/**
 * How much each action of a new chunk has to agree with the chunk that is being executed: the soft
 * mask of real-time chunking (arXiv 2506.07339).
 *
 * <p>The actions that will be executed before the new chunk is there are frozen, with a weight of
 * 1. Then the weight falls to the end of the old chunk, and is 0 where the old one says nothing.
 */
public final class PrefixMask {

  private static final double E_MINUS_ONE = StrictMath.E - 1;

  private PrefixMask() {}

  /**
   * The weight of action i of the new chunk.
   *
   * @param frozen d: actions that are executed while the new chunk is made
   * @param overlap H - s: actions of the new chunk of which the old one speaks; where it is less
   *     than {@code frozen}, no more are frozen
   */
  public static double weight(int i, int frozen, int overlap) {
    if (i >= overlap) {
      return 0;
    }
    if (i < frozen) {
      return 1;
    }
    // cᵢ = (H - s - i) / (H - s - d + 1),  Wᵢ = cᵢ (exp(cᵢ) - 1) / (e - 1)
    double c = (double) (overlap - i) / (overlap - frozen + 1);
    return c * StrictMath.expm1(c) / E_MINUS_ONE;
  }

  /** Writes the weights of all actions of a chunk of {@code weights.length}. */
  @HotPath
  public static void write(int frozen, int overlap, float[] weights) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) weight(i, frozen, overlap);
    }
  }
}
