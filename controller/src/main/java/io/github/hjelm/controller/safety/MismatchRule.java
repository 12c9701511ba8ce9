package io.github.hjelm.controller.safety;

/** What a stage does when its robot does not move as its model says. */
public enum MismatchRule {
  /** Says so, and goes on. */
  WARN,
  /** Stops, and stays stopped until an operator clears it. */
  STOP
}
