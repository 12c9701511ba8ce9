package io.github.hjelm.controller.health;

/** How a robot's controller is doing, from good to worst. */
public enum Health {
  UP,
  /** It works, and somebody should look. */
  DEGRADED,
  /** The robot is not being driven. */
  DOWN
}
