package io.github.hjelm.controller.health;

/** What may be wrong with a robot's controller. */
public enum Ailment {
  /** Its loop has not begun. */
  NO_CYCLE_YET(Health.DOWN),
  /** Its thread is not seen any more, neither at work nor waiting. */
  STALLED(Health.DOWN),
  /** The robot is not there. */
  ROBOT_ABSENT(Health.DOWN),
  /** Another controller drives the robot. */
  OTHER_CONTROLLER(Health.DOWN),
  BROKER_LOST(Health.DOWN),
  /** A stop waits for an operator. */
  STOPPED(Health.DOWN),
  /** It does not move as its model says. */
  MODEL_MISMATCH(Health.DEGRADED),
  /** Much of what its policy proposes is not sent. */
  OVERRIDES(Health.DEGRADED),
  /** Nothing vouches for its commands. */
  UNCERTIFIED(Health.DEGRADED),
  /** Its policy was to run on a GPU. */
  GPU_MISSING(Health.DEGRADED);

  private final Health health;

  Ailment(Health health) {
    this.health = health;
  }

  /** How well a controller can be that has it. */
  public Health health() {
    return health;
  }
}
