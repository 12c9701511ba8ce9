package io.github.hjelm.controller.policy;

/** Whose code computes a policy. */
public enum PolicyEngine {
  /** TensorFlow, for every graph and every device; what others are verified against. */
  TENSORFLOW,
  /** Our own, for small networks on the processor; TensorFlow is not loaded. */
  VECTOR
}
