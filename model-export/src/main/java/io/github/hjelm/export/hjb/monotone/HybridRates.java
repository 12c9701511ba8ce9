package io.github.hjelm.export.hjb.monotone;

/**
 * Jump rates that stand for drift b and diffusion a = σ² along an axis: central differences as long
 * as they are monotone, upwind beyond (theory 02.4).
 */
public final class HybridRates {

  private HybridRates() {}

  // λ⁺ = max{ a/(2Δ²) + b/(2Δ), b/Δ, 0 }
  /** The rate towards the neighbour that lies in the direction of b. */
  public static double towards(double b, double a, double spacing) {
    double central = (a / spacing + b) / (2 * spacing);
    return Math.max(0, Math.max(central, b / spacing));
  }

  /** The fastest drift for which central differences are monotone: cell Péclet number 1. */
  public static double centralLimit(double a, double spacing) {
    return a / spacing;
  }
}
