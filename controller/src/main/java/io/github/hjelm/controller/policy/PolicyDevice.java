package io.github.hjelm.controller.policy;

/** What computes a policy. */
public enum PolicyDevice {
  /** A GPU where there is one that TensorFlow can use, the CPU elsewhere. */
  AUTO,
  /** The processor, in the thread that asks. */
  CPU,
  /** A GPU; where there is none the CPU, and the robot's health says so. */
  GPU
}
