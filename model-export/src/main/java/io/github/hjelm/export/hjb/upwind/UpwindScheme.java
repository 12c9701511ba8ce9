package io.github.hjelm.export.hjb.upwind;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the one-sided derivatives p⁻ and p⁺ are taken (theory 01.2). */
public enum UpwindScheme {
  /**
   * One difference. The only monotone one, so convergence to the viscosity solution is a theorem.
   */
  FIRST("first", 1, 1),
  /** The smoother of two parabolas. */
  ENO2("eno2", 2, 2),
  /** The smoothest of three cubics. */
  ENO3("eno3", 3, 3),
  /** All three cubics, weighted by their smoothness. */
  WENO5("weno5", 5, 3);

  private final String written;
  private final int order;
  private final int halo;

  UpwindScheme(String written, int order, int halo) {
    this.written = written;
    this.order = order;
    this.halo = halo;
  }

  /** As on the command line. */
  public String written() {
    return written;
  }

  /** The declared order on smooth functions. */
  public int order() {
    return order;
  }

  /** How many neighbours on either side it looks at. */
  public int halo() {
    return halo;
  }

  /** The fewest nodes that an axis may have: a stencil must not meet itself around the circle. */
  public int minimumCount() {
    return 2 * halo + 1;
  }

  /** Whether the Lax-Friedrichs scheme built on it is monotone. */
  public boolean monotone() {
    return this == FIRST;
  }

  /** The scheme of that name. */
  public static Optional<UpwindScheme> named(String name) {
    return Arrays.stream(values()).filter(scheme -> scheme.written.equals(name)).findFirst();
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(UpwindScheme::written).toList();
  }

  /**
   * A sweep along one axis.
   *
   * @param width how many nodes lie side by side in a row
   * @param spacing between rows
   * @param slope the size of a typical derivative, by which WENO5 tells smooth from kinked
   */
  public UpwindSweep sweep(int width, double spacing, double slope) {
    return switch (this) {
      case FIRST -> new FirstOrderSweep(width, spacing);
      case ENO2 -> new Eno2Sweep(width, spacing);
      case ENO3 -> new Eno3Sweep(width, spacing);
      case WENO5 -> new Weno5Sweep(width, spacing, slope);
    };
  }
}
