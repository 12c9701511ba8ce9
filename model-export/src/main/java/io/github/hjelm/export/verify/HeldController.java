package io.github.hjelm.export.verify;

/** Whatever decides, once per hold, what a wish becomes: the run-time filter, or a rival. */
@FunctionalInterface
public interface HeldController {

  /** Writes the control to hold; leaves the other arrays as they are. */
  void control(double[] x, double[] wish, double[] u);
}
