package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.safety.BoxVertices;
import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.controller.safety.HeldFlow;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/**
 * Q(x) = max over u of min over d of min{l(φ_{h/2}), V(φ_h)} (theory 03.3), with u over the corners
 * of the control box and the points half-way between them. Not thread-safe: one instance per
 * thread.
 */
final class Bellman {

  /** Lowest, middle and highest, per control. */
  private static final int LEVELS = 3;

  private final HeldFlow flow;
  private final BoxVertices disturbances;
  private final List<Quantity> controls;
  private final ClearanceField clearance;
  private final double holdS;
  private final double floor;
  private final int actions;
  private final double[] half;
  private final double[] end;
  private final double[] d;
  private final double[] u;
  private int best;

  Bellman(Robot robot, ClearanceField clearance, double floor, CertificateSettings settings) {
    flow = new HeldFlow(robot);
    disturbances = BoxVertices.scaled(robot.disturbances(), settings.inflation());
    controls = List.copyOf(robot.controls());
    this.clearance = clearance;
    this.floor = floor;
    holdS = settings.holdS();
    actions = actions(controls);
    half = new double[robot.states().size()];
    end = new double[half.length];
    d = new double[robot.disturbances().size()];
    u = new double[controls.size()];
  }

  /** How many actions are tried. */
  static int actions(List<Quantity> controls) {
    int actions = 1;
    for (int j = 0; j < controls.size(); j++) {
      actions = Math.multiplyExact(actions, LEVELS);
    }
    return actions;
  }

  /** Writes the action of that number. */
  static void action(List<Quantity> controls, int number, double[] u) {
    int rest = number;
    for (int j = 0; j < u.length; j++) {
      Quantity side = controls.get(j);
      u[j] =
          switch (rest % LEVELS) {
            case 0 -> side.lower();
            case 1 -> side.upper();
            default -> (side.lower() + side.upper()) / 2;
          };
      rest /= LEVELS;
    }
  }

  /** The action that was best at the state asked for last. */
  int best() {
    return best;
  }

  /** Q(x), never below the floor. */
  double value(double[] x, ValueField value) {
    double most = ValueField.OUTSIDE;
    best = 0;
    for (int k = 0; k < actions; k++) {
      action(controls, k, u);
      double least = worst(x, value, most);
      if (least > most) {
        most = least;
        best = k;
      }
    }
    // Off the grid nothing is known, so it counts as the worst that is known.
    return Math.max(most, floor);
  }

  private double worst(double[] x, ValueField value, double enough) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < disturbances.count(); k++) {
      disturbances.copy(k, d);
      flow.hold(x, u, d, holdS, half, end);
      least = Math.min(least, Math.min(clearance.value(half), value.value(end)));
      if (!(least > enough)) {
        return least;
      }
    }
    return least;
  }
}
