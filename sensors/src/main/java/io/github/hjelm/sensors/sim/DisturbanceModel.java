package io.github.hjelm.sensors.sim;

/** What pushes a simulated robot about; {@code docs/simulation.md} defines each exactly. */
public enum DisturbanceModel {
  /** Nothing. */
  NONE,
  /** Anything in the robot's disturbance box, drawn anew and held for a while. */
  RANDOM,
  /** The corner of the box that is worst for safety. */
  ADVERSARIAL
}
