package io.github.hjelm.controller.safety;

/** Whether a robot moves as its model says, under any disturbance that is covered. */
public enum Mismatch {
  /** Every recent observation can be explained. */
  NONE,
  /** Some recent observation cannot, which one glitch of a sensor can do. */
  SUSPECTED,
  /** So many cannot that the certificate no longer speaks of this robot. */
  MODEL_MISMATCH
}
