package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.robot.Robot;

/**
 * When the disturbance changes, and who chooses it: the model that the settings name or, while
 * somebody pushes, the adversary. One thread; allocates nothing in flight.
 */
final class DisturbanceHold {

  private final Disturbance model;
  private final Disturbance push;
  private final long stepsPerHold;
  private long pushSteps;
  private boolean pushing;

  DisturbanceHold(Robot robot, SimSettings settings, SafetyFunction safety, long stepsPerHold) {
    this.model = Disturbance.of(robot, settings, safety);
    this.push = new Disturbance.Adversary(robot, safety, settings.lookAheadS());
    this.stepsPerHold = stepsPerHold;
  }

  /** Pushes for so many steps from the next on, instead of any push before. */
  void push(long steps) {
    pushSteps = steps;
  }

  /** Chooses d anew at the end of its interval, and where a push begins or ends. */
  void hold(long step, double[] x, double[] u, double[] d) {
    boolean pushed = pushSteps > 0;
    if (step % stepsPerHold == 0 || pushed != pushing) {
      (pushed ? push : model).choose(x, u, d);
    }
    pushing = pushed;
    pushSteps -= pushed ? 1 : 0;
  }
}
