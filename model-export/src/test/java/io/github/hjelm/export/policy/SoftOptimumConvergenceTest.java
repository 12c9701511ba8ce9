package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A policy as prior, candidates weighed by the Hamiltonian (theory 11.5 and 11.6). */
class SoftOptimumConvergenceTest {

  // Double integrator, cost ½∫(|x|² + u²): AᵀP + PA - PBBᵀP + I = 0 has P = (√3 1; 1 √3).
  private static final double[][] P = {{Math.sqrt(3), 1}, {1, Math.sqrt(3)}};

  private static final double[] STATE = {0.5, 0.2};

  private static final double PRIOR_MEAN = -0.2;
  private static final double PRIOR_VARIANCE = 0.6;
  private static final double TEMPERATURE = 0.5;

  /** p·B = (P x)₂. */
  private static double push() {
    return P[1][0] * STATE[0] + P[1][1] * STATE[1];
  }

  // H(x, u) = ½u² + p·(Ax + Bu), what does not depend on u left out
  private static double hamiltonian(double u) {
    return 0.5 * u * u + push() * u;
  }

  @Test
  void usesTheRiccatiSolution() {
    // With A = (0 1; 0 0), B = (0, 1).
    assertEquals(0, 1 - P[0][1] * P[0][1], 1e-12);
    assertEquals(0, P[0][0] - P[0][1] * P[1][1], 1e-12);
    assertEquals(0, 2 * P[0][1] + 1 - P[1][1] * P[1][1], 1e-12);
  }

  private record Moments(double mean, double variance) {}

  // Weights exp(-H/α), normalised; moments of the one that is picked, mean over many picks.
  private static Moments resampled(int candidates, int times, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double first = 0;
    double second = 0;
    for (int n = 0; n < times; n++) {
      double total = 0;
      double sum = 0;
      double squares = 0;
      for (int k = 0; k < candidates; k++) {
        double u = PRIOR_MEAN + Math.sqrt(PRIOR_VARIANCE) * random.nextGaussian();
        double weight = Math.exp(-hamiltonian(u) / TEMPERATURE);
        total += weight;
        sum += weight * u;
        squares += weight * u * u;
      }
      first += sum / total;
      second += squares / total;
    }
    first /= times;
    second /= times;
    return new Moments(first, second - first * first);
  }

  // μ exp(-H/α) is Gaussian: 1/v = 1/v₀ + 1/α,  m = v (m₀/v₀ - p·B/α)
  @Test
  void reproducesTheSoftOptimumOnLqr() {
    double variance = 1 / (1 / PRIOR_VARIANCE + 1 / TEMPERATURE);
    double mean = variance * (PRIOR_MEAN / PRIOR_VARIANCE - push() / TEMPERATURE);
    Moments many = resampled(1024, 1000, 4);
    assertEquals(mean, many.mean(), 0.01 * Math.abs(mean));
    assertEquals(variance, many.variance(), 0.01 * variance);
    Moments few = resampled(4, 256_000, 4);
    assertTrue(Math.abs(few.mean() - mean) > 0.05 * Math.abs(mean), "four must not be enough");
  }

  /** E min over K of ½|u - u*|², u normal about u* in so many dimensions, over the same for one. */
  private static double regret(int dimensions, int candidates, int times, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double sum = 0;
    for (int n = 0; n < times; n++) {
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < candidates; k++) {
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
          double off = random.nextGaussian();
          squares += off * off;
        }
        least = Math.min(least, 0.5 * squares);
      }
      sum += least;
    }
    return sum / times / (0.5 * dimensions);
  }

  @Test
  void regretsOneInKInTwoDimensions() {
    for (int k : new int[] {1, 2, 4, 8, 16, 32}) {
      assertEquals(1.0 / k, regret(2, k, 60_000, 5), 0.02 / k, "best of " + k);
    }
  }

  @Test
  void regretsLessOnALineAndMoreInSpace() {
    // ∫ P(½|u|² > r)^K dr by quadrature, over the mean: 0.1211 on a line, 0.3387 in space.
    assertEquals(0.121, regret(1, 4, 60_000, 6), 0.004);
    assertEquals(0.339, regret(3, 4, 60_000, 6), 0.005);
  }
}
