package io.github.hjelm.export.policy;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A distribution of which everything is known: round Gaussians in a plane or on a line, in double.
 *
 * <p>σ is the noise level of a diffusion, x = a + σ z; t the time of a flow, x = (1 - t) z + t a.
 */
public record GaussianMixture(List<Part> parts) {

  /** One Gaussian with the same spread along every axis. */
  public record Part(double share, List<Double> mean, double deviation) {}

  public GaussianMixture {
    parts = List.copyOf(parts);
  }

  /** Two on a line. */
  public static GaussianMixture line(double share, double left, double right, double deviation) {
    return new GaussianMixture(
        List.of(
            new Part(share, List.of(left), deviation),
            new Part(1 - share, List.of(right), deviation)));
  }

  /** One on a line. */
  public static GaussianMixture single(double mean, double deviation) {
    return new GaussianMixture(List.of(new Part(1, List.of(mean), deviation)));
  }

  public int dimensions() {
    return parts.get(0).mean().size();
  }

  /** A component as seen through scale·a + noise·z. */
  private double likelihood(Part part, double[] x, double scale, double noise) {
    double variance = variance(part, scale, noise);
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      double off = x[i] - scale * part.mean().get(i);
      squares += off * off;
    }
    return part.share()
        * Math.exp(-0.5 * squares / variance)
        / Math.pow(2 * Math.PI * variance, 0.5 * x.length);
  }

  private static double variance(Part part, double scale, double noise) {
    return scale * scale * part.deviation() * part.deviation() + noise * noise;
  }

  /** p_σ(x). */
  public double density(double[] x, double sigma) {
    return density(x, 1, sigma);
  }

  /** The density of scale·a + noise·z. */
  public double density(double[] x, double scale, double noise) {
    return parts.stream().mapToDouble(part -> likelihood(part, x, scale, noise)).sum();
  }

  /** ∇ log p_σ(x). */
  public double[] score(double[] x, double sigma) {
    return score(x, 1, sigma);
  }

  /** The score of scale·a + noise·z. */
  public double[] score(double[] x, double scale, double noise) {
    double[] sum = new double[x.length];
    for (Part part : parts) {
      double weight = likelihood(part, x, scale, noise) / variance(part, scale, noise);
      for (int i = 0; i < x.length; i++) {
        sum[i] += weight * (scale * part.mean().get(i) - x[i]);
      }
    }
    double density = density(x, scale, noise);
    for (int i = 0; i < x.length; i++) {
      sum[i] /= density;
    }
    return sum;
  }

  /** E[a | a + σ z = x]. */
  public double[] denoised(double[] x, double sigma) {
    return expected(x, 1, sigma, 1, 0);
  }

  /** E[a - z | (1 - t) z + t a = x]. */
  public double[] velocity(double[] x, double t) {
    return expected(x, t, 1 - t, 1, -1);
  }

  /** E[α a + β z | scale·a + noise·z = x]. */
  private double[] expected(double[] x, double scale, double noise, double alpha, double beta) {
    double[] sum = new double[x.length];
    double total = 0;
    for (Part part : parts) {
      double likelihood = likelihood(part, x, scale, noise);
      total += likelihood;
      double gain =
          (alpha * scale * part.deviation() * part.deviation() + beta * noise)
              / variance(part, scale, noise);
      for (int i = 0; i < x.length; i++) {
        double mean = part.mean().get(i);
        sum[i] += likelihood * (alpha * mean + gain * (x[i] - scale * mean));
      }
    }
    for (int i = 0; i < x.length; i++) {
      sum[i] /= total;
    }
    return sum;
  }

  /** On a line: the probability of less than x in scale·a + noise·z. */
  public double cumulated(double x, double scale, double noise) {
    double sum = 0;
    for (Part part : parts) {
      double off = (x - scale * part.mean().get(0)) / Math.sqrt(variance(part, scale, noise));
      sum += part.share() * normalCumulated(off);
    }
    return sum;
  }

  /** On a line: where that probability is reached. */
  public double quantile(double probability, double scale, double noise) {
    double low = -200;
    double high = 200;
    for (int i = 0; i < 100; i++) {
      double middle = 0.5 * (low + high);
      if (cumulated(middle, scale, noise) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }

  // Flows on a line keep the order of points, so they keep probabilities: x' = F_to⁻¹(F_from(x)).
  /** On a line: where the probability-flow ODE leads. */
  public double transported(double x, double fromSigma, double toSigma) {
    return quantile(cumulated(x, 1, fromSigma), 1, toSigma);
  }

  /** On a line: where the flow leads from noise at time 0. */
  public double flowed(double z, double t) {
    return quantile(normalCumulated(z), t, 1 - t);
  }

  /** Samples, one after the other. */
  public float[] samples(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int d = dimensions();
    float[] samples = new float[count * d];
    for (int n = 0; n < count; n++) {
      Part part = part(random.nextDouble());
      for (int i = 0; i < d; i++) {
        samples[n * d + i] =
            (float) (part.mean().get(i) + part.deviation() * random.nextGaussian());
      }
    }
    return samples;
  }

  private Part part(double at) {
    double sum = 0;
    for (Part part : parts) {
      sum += part.share();
      if (at < sum) {
        return part;
      }
    }
    return parts.get(parts.size() - 1);
  }

  public double mean(int axis) {
    return parts.stream().mapToDouble(part -> part.share() * part.mean().get(axis)).sum();
  }

  public double deviation(int axis) {
    double squares =
        parts.stream()
            .mapToDouble(
                part -> {
                  double mean = part.mean().get(axis);
                  return part.share() * (mean * mean + part.deviation() * part.deviation());
                })
            .sum();
    return Math.sqrt(squares - mean(axis) * mean(axis));
  }

  // Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …), all terms of one sign; the tails by symmetry.
  static double normalCumulated(double x) {
    if (Math.abs(x) > 8) {
      return x > 0 ? 1 - 6e-16 : 6e-16;
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 400; n++) {
      term *= x * x / (2 * n + 1);
      sum += term;
    }
    return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }
}
