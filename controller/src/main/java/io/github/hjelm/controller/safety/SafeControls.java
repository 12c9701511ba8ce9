package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Robot;

/**
 * The control that leaves most after one hold: among the corners of the control box, the
 * certificate's own action and the robot's brake. It needs no gradient, so kinks and flat places of
 * the value do it no harm. Not thread-safe: one instance per thread.
 */
final class SafeControls {

  private final Robot robot;
  private final LookAhead lookAhead;
  private final BackupActions backup;
  private final BoxVertices corners;
  private final double[] option;
  private double slack;

  SafeControls(Robot robot, LookAhead lookAhead, BackupActions backup) {
    this.robot = robot;
    this.lookAhead = lookAhead;
    this.backup = backup;
    corners = BoxVertices.of(robot.controls());
    option = new double[robot.controls().size()];
  }

  /** What the control found last leaves above the margin; at least 0 means certified. */
  double slack() {
    return slack;
  }

  /** Writes the best control and says where it came from; OUTSIDE_TABLE when all lead off it. */
  @HotPath
  Rung best(double[] x, double halfFloor, double endFloor, double[] u) {
    slack = ValueField.OUTSIDE;
    Rung rung = Rung.OUTSIDE_TABLE;
    for (int k = 0; k < corners.count(); k++) {
      rung = offer(x, corners.vertex(k), halfFloor, endFloor, u) ? Rung.CORNER : rung;
    }
    if (backup.action(x, option)) {
      rung = offer(x, option, halfFloor, endFloor, u) ? Rung.STORED_ACTION : rung;
    }
    robot.fallback(x, option);
    return offer(x, option, halfFloor, endFloor, u) ? Rung.BRAKE : rung;
  }

  private boolean offer(double[] x, double[] v, double halfFloor, double endFloor, double[] u) {
    double left = lookAhead.slack(x, v, halfFloor, endFloor, slack);
    if (left > slack) {
      slack = left;
      System.arraycopy(v, 0, u, 0, v.length);
      return true;
    }
    return false;
  }
}
