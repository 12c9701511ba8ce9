package io.github.hjelm.export.study;

import io.github.hjelm.controller.bundle.GoldenPrefix;
import io.github.hjelm.export.bundle.PolicyGraph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Chooses golden cases that any processor can reproduce.
 *
 * <p>A guided answer contains derivatives, and that of a ReLU jumps at zero. A case that stands on
 * such an edge falls on one side here and on the other where float32 is summed in another order. On
 * either side of it answers go along straight lines, or nearly: where they do not, there is an
 * edge.
 */
final class SteadyCases {

  /** Far above what rounding moves a sample by, far below what moves an answer. */
  private static final double STEP = 5e-5;

  /** One alone may lead along an edge. */
  private static final int DIRECTIONS = 4;

  private SteadyCases() {}

  /**
   * The rows that lie furthest from edges, ascending.
   *
   * @param seen rows of observations, normalised
   * @param wanted how many
   */
  static int[] chosen(
      PolicyGraph policy, float[] seen, float[] noise, GoldenPrefix prefix, int rows, int wanted) {
    SplittableRandom random = new SplittableRandom(rows);
    double[] bends = new double[rows];
    Map<String, float[]> here = policy.answers(seen, noise, prefix);
    for (int direction = 0; direction < DIRECTIONS; direction++) {
      float[] above = new float[noise.length];
      float[] below = new float[noise.length];
      for (int i = 0; i < noise.length; i++) {
        double step = STEP * random.nextGaussian();
        above[i] = (float) (noise[i] + step);
        below[i] = (float) (noise[i] - step);
      }
      bend(here, policy.answers(seen, above, prefix), policy.answers(seen, below, prefix), bends);
    }
    int[] best =
        IntStream.range(0, rows)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> bends[row]))
            .mapToInt(Integer::intValue)
            .limit(wanted)
            .toArray();
    Arrays.sort(best);
    return best;
  }

  // |f(z + h u) + f(z - h u) - 2 f(z)|, the largest over all numbers and signatures
  private static void bend(
      Map<String, float[]> here,
      Map<String, float[]> above,
      Map<String, float[]> below,
      double[] bends) {
    here.forEach(
        (signature, f) -> {
          float[] one = above.getOrDefault(signature, f);
          float[] other = below.getOrDefault(signature, f);
          for (int i = 0; i < f.length; i++) {
            int row = i / (f.length / bends.length);
            double bend = Math.abs(((double) one[i] - f[i]) + ((double) other[i] - f[i]));
            bends[row] = Math.max(bends[row], bend);
          }
        });
  }

  /** These rows of many. */
  static float[] of(int[] chosen, float[] numbers, int width) {
    float[] kept = new float[chosen.length * width];
    for (int k = 0; k < chosen.length; k++) {
      System.arraycopy(numbers, chosen[k] * width, kept, k * width, width);
    }
    return kept;
  }
}
