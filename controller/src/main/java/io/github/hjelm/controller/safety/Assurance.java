package io.github.hjelm.controller.safety;

/** What stands behind a command: finer than its verdict, which says why it was sent. */
public enum Assurance {
  /** A look-ahead from the observed state vouches for it under every covered disturbance. */
  VOUCHED,
  /**
   * A look-ahead from a predicted state vouches for it; what disturbances did since the last
   * observation is not accounted for.
   */
  PREDICTED,
  /** Nothing vouches for it: the safest control that is known is sent. An alarm. */
  UNVOUCHED,
  /** There is no certificate, and running without one was asked for. */
  NO_CERTIFICATE
}
