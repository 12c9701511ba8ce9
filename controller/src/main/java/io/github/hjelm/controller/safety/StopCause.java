package io.github.hjelm.controller.safety;

/** Why a stage has stopped for good, until an operator clears it. */
public enum StopCause {
  /** Somebody asked for it. */
  REQUESTED,
  /** Too many commands in a row had nothing that vouches for them. */
  UNVOUCHED,
  /** The last usable observation lies too far back. */
  BLIND,
  /** The robot does not move as its model says. */
  MODEL_MISMATCH
}
