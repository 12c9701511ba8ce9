package io.github.hjelm.export.verify;

/** Whatever decides, once per hold, what a wish becomes: the run-time filter, or a rival. */
@FunctionalInterface
public interface HeldController {

  /**
   * Writes the control to hold; leaves the other arrays as they are.
   *
   * @param x the estimate, as old as the scenario's delay when the control begins to act
   */
  void control(double[] x, double[] wish, double[] u);

  /** A run begins; this control has been acting. */
  default void begin(double[] acting) {}
}
