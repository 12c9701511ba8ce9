package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The known distribution is what the other tests rest on: each of its formulas, another way. */
class GaussianMixtureTest {

  private static final GaussianMixture LINE = GaussianMixture.line(0.3, -0.6, 0.6, 0.1);

  private static final GaussianMixture PLANE =
      new GaussianMixture(
          List.of(
              new GaussianMixture.Part(0.25, List.of(0.5, -0.2), 0.2),
              new GaussianMixture.Part(0.75, List.of(-0.4, 0.7), 0.3)));

  @Test
  void integratesToItsDistributionFunction() {
    double step = 1e-4;
    double sum = 0;
    for (double x = -4; x < 0.5 - 0.5 * step; x += step) {
      sum += step * LINE.density(new double[] {x + 0.5 * step}, 0.2);
    }
    assertEquals(LINE.cumulated(0.5, 1, 0.2), sum, 1e-7);
  }

  @Test
  void hasTheSlopeOfItsLogarithmForScore() {
    double[] x = {0.1, 0.3};
    double h = 1e-5;
    double[] score = PLANE.score(x, 0.4);
    for (int i = 0; i < 2; i++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[i] += h;
      down[i] -= h;
      double slope =
          (Math.log(PLANE.density(up, 0.4)) - Math.log(PLANE.density(down, 0.4))) / (2 * h);
      assertEquals(slope, score[i], 1e-8);
    }
  }

  // ∇ log p_σ = (D - x)/σ² (theory 06.1)
  @Test
  void denoisesByItsScore() {
    double[] x = {0.1, 0.3};
    double[] score = PLANE.score(x, 0.4);
    double[] denoised = PLANE.denoised(x, 0.4);
    for (int i = 0; i < 2; i++) {
      assertEquals(x[i] + 0.16 * score[i], denoised[i], 1e-12);
    }
  }

  // v(x, t) = (D(x/t, (1 - t)/t) - x)/(1 - t) (theory 07.5)
  @Test
  void flowsByItsDenoiser() {
    double[] x = {0.1, 0.3};
    double t = 0.7;
    double[] denoised = PLANE.denoised(new double[] {x[0] / t, x[1] / t}, (1 - t) / t);
    double[] velocity = PLANE.velocity(x, t);
    for (int i = 0; i < 2; i++) {
      assertEquals((denoised[i] - x[i]) / (1 - t), velocity[i], 1e-12);
    }
  }

  // dx/dσ = (x - D)/σ, by Runge and Kutta in many steps of ln σ (theory 06.5 and 08.5)
  @Test
  void transportsAsTheOdeDoes() {
    for (double begin : new double[] {-3, -0.4, 0.1, 2}) {
      double x = begin;
      int steps = 4000;
      double h = Math.log(0.05 / 2) / steps;
      for (int i = 0; i < steps; i++) {
        double log = Math.log(2) + i * h;
        double k1 = rise(x, log);
        double k2 = rise(x + 0.5 * h * k1, log + 0.5 * h);
        double k3 = rise(x + 0.5 * h * k2, log + 0.5 * h);
        double k4 = rise(x + h * k3, log + h);
        x += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
      }
      assertEquals(LINE.transported(begin, 2, 0.05), x, 1e-8, "from " + begin);
    }
  }

  private static double rise(double x, double logSigma) {
    return x - LINE.denoised(new double[] {x}, Math.exp(logSigma))[0];
  }

  // dx/dt = v(x, t)
  @Test
  void flowsWhereItsVelocityLeads() {
    for (double noise : new double[] {-1.5, -0.2, 0.4, 1.1}) {
      double x = noise;
      int steps = 4000;
      double h = 1.0 / steps;
      for (int i = 0; i < steps; i++) {
        double half = x + 0.5 * h * velocity(x, i * h);
        x += h * velocity(half, (i + 0.5) * h);
      }
      assertEquals(LINE.flowed(noise, 1), x, 1e-4, "from " + noise);
    }
  }

  private static double velocity(double x, double t) {
    return LINE.velocity(new double[] {x}, t)[0];
  }
}
