package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Robot;

/**
 * What is left above the margin after one hold of a control under the worst corner of the
 * disturbance box (theory 03.5). Not thread-safe: one instance per thread.
 */
public final class LookAhead {

  private final ValueField value;
  private final ClearanceField clearance;
  private final HeldFlow flow;
  private final BoxVertices disturbances;
  private final double holdS;
  private final double[] half;
  private final double[] end;

  public LookAhead(Robot robot, Certificate certificate, double holdS) {
    value = certificate.value();
    clearance = certificate.clearance();
    if (value.dimensions() != robot.states().size()) {
      throw new IllegalArgumentException(
          "the certificate is over %d states, the robot %s has %d"
              .formatted(value.dimensions(), robot.name(), robot.states().size()));
    }
    flow = new HeldFlow(robot);
    disturbances = BoxVertices.of(robot.disturbances());
    this.holdS = holdS;
    half = new double[value.dimensions()];
    end = new double[value.dimensions()];
  }

  /**
   * min over d of min{l(φ_{h/2}) - halfFloor, l(φ_h) - halfFloor, V(φ_h) - endFloor}; at least 0
   * means certified, NaN and OUTSIDE mean it is not.
   *
   * @param enough the search stops below this, with what it has
   */
  @HotPath
  public double slack(double[] x, double[] u, double halfFloor, double endFloor, double enough) {
    double slack = Double.POSITIVE_INFINITY;
    for (int k = 0; k < disturbances.count(); k++) {
      flow.hold(x, u, disturbances.vertex(k), holdS, half, end);
      // Math.min keeps a NaN, and a NaN passes no comparison.
      slack = Math.min(slack, atEnd(halfFloor, endFloor));
      if (!(slack >= enough)) {
        return slack;
      }
      slack = Math.min(slack, clearance.value(half) - halfFloor);
      if (!(slack >= enough)) {
        return slack;
      }
    }
    return slack;
  }

  /** V is interpolated: between nodes it lies above l where l is convex, as around obstacles. */
  private double atEnd(double halfFloor, double endFloor) {
    double left = value.value(end) - endFloor;
    return clearance == value ? left : Math.min(left, clearance.value(end) - halfFloor);
  }
}
