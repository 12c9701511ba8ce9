package io.github.hjelm.export.task;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;

/** Steers a mobile robot down a field: looks a little ahead on the way and turns towards that. */
final class WayPilot implements Demonstrator.Pilot {

  private static final int STEPS_AHEAD = 6;
  private static final double STEP_M = 0.06;
  private static final int DIRECTIONS = 32;

  /** Where it does not head it does not hurry: full speed ahead, none sideways. */
  private static final double SLOWEST_SHARE = 0.15;

  private static final double TURN_GAIN_PER_S = 3;
  private static final double SPEED_GAIN_PER_S = 3;

  /** Below the limit, so that the limit is never passed. */
  private static final double SPEED_SHARE = 0.9;

  private final EikonalField field;
  private final Quantity acceleration;
  private final Quantity turnRate;
  private final Quantity heading;
  private final double maxSpeed;
  private final double periodS;

  WayPilot(EikonalField field, Robot robot, double maxSpeed, double periodS) {
    this.field = field;
    acceleration = robot.controls().get(0);
    turnRate = robot.controls().get(1);
    heading = robot.states().get(2);
    this.maxSpeed = maxSpeed;
    this.periodS = periodS;
  }

  /** What it steers down. */
  EikonalField field() {
    return field;
  }

  @Override
  public void control(double[] x, double[] u) {
    double aheadX = x[0];
    double aheadY = x[1];
    for (int step = 0; step < STEPS_AHEAD; step++) {
      double least = field.at(aheadX, aheadY);
      double bestX = aheadX;
      double bestY = aheadY;
      for (int k = 0; k < DIRECTIONS; k++) {
        double angle = 2 * Math.PI * k / DIRECTIONS;
        double nextX = aheadX + STEP_M * Math.cos(angle);
        double nextY = aheadY + STEP_M * Math.sin(angle);
        double left = field.at(nextX, nextY);
        if (left < least) {
          least = left;
          bestX = nextX;
          bestY = nextY;
        }
      }
      aheadX = bestX;
      aheadY = bestY;
    }
    boolean isThere = aheadX == x[0] && aheadY == x[1];
    double error = isThere ? 0 : heading.wrap(Math.atan2(aheadY - x[1], aheadX - x[0]) - x[2]);
    double facing = Math.max(SLOWEST_SHARE, Math.cos(error));
    double wanted = SPEED_SHARE * maxSpeed * (isThere ? 0 : facing * facing);
    u[0] = acceleration.clamp(SPEED_GAIN_PER_S * (wanted - x[3]));
    u[1] = turnRate.clamp(Math.min(TURN_GAIN_PER_S, 1 / periodS) * error);
  }
}
