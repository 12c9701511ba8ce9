package io.github.hjelm.export.verify;

import io.github.hjelm.controller.safety.BoxVertices;
import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.controller.safety.HeldFlow;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rolls out one run at a time: a start in the certified set, wishes that aim at the wall, the worst
 * disturbance. Adversaries are greedy in the certified value. Not thread-safe: one instance per
 * thread.
 */
final class Scenario {

  /** A box in which so few states are certified is the wrong box. */
  private static final int MAX_DRAWS = 1_000_000;

  /** The disturbance is chosen anew so many times per hold. */
  private static final int DISTURBANCES_PER_HOLD = 2;

  /** One odd constant keeps the streams of neighbouring runs apart (Steele, Lea and Flood). */
  private static final long STREAM = 0x9E3779B97F4A7C15L;

  private final ScenarioSettings settings;
  private final List<Quantity> controls;
  private final ValueField value;
  private final ClearanceField clearance;
  private final HeldController controller;
  private final HeldFlow flow;
  private final BoxVertices controlCorners;
  private final BoxVertices disturbanceCorners;
  private final double[] x;
  private final double[] half;
  private final double[] end;
  private final double[] wish;
  private final double[] u;
  private final double[] d;
  private final double[] trial;
  private final double[] calm;
  private double worstClearance;
  private long interventions;

  Scenario(
      Robot robot,
      ValueField value,
      ClearanceField clearance,
      HeldController controller,
      ScenarioSettings settings) {
    this.settings = settings;
    this.value = value;
    this.clearance = clearance;
    this.controller = controller;
    controls = robot.controls();
    flow = new HeldFlow(robot);
    controlCorners = BoxVertices.of(controls);
    disturbanceCorners = BoxVertices.of(robot.disturbances());
    int n = robot.states().size();
    x = new double[n];
    half = new double[n];
    end = new double[n];
    wish = new double[controls.size()];
    u = new double[controls.size()];
    d = new double[robot.disturbances().size()];
    trial = new double[d.length];
    calm = new double[d.length];
  }

  /** The least clearance of the last run; NaN counts as lost. */
  double worstClearance() {
    return worstClearance;
  }

  /** Overridden wishes of the last run. */
  long interventions() {
    return interventions;
  }

  /** Rolls out the run of that number. */
  void run(int number) {
    SplittableRandom random = new SplittableRandom(settings.seed() + STREAM * (number + 1L));
    start(random);
    worstClearance = clearance.value(x);
    interventions = 0;
    for (int k = 0; k < settings.holds(); k++) {
      aim(random);
      controller.control(x, wish, u);
      interventions += same(wish, u) ? 0 : 1;
      hold();
    }
  }

  private void start(SplittableRandom random) {
    for (int draw = 0; draw < MAX_DRAWS; draw++) {
      for (int i = 0; i < x.length; i++) {
        Quantity side = settings.starts().get(i);
        x[i] = side.lower() + random.nextDouble() * (side.upper() - side.lower());
      }
      if (value.value(x) >= settings.level()) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "none of %d states drawn from %s has a value of at least %s"
            .formatted(MAX_DRAWS, settings.starts(), settings.level()));
  }

  private void aim(SplittableRandom random) {
    if (random.nextDouble() >= settings.adversity()) {
      for (int j = 0; j < wish.length; j++) {
        Quantity side = controls.get(j);
        wish[j] = side.lower() + random.nextDouble() * (side.upper() - side.lower());
      }
      return;
    }
    double worst = Double.POSITIVE_INFINITY;
    for (int k = 0; k < controlCorners.count(); k++) {
      controlCorners.copy(k, u);
      flow.hold(x, u, calm, settings.holdS(), half, end);
      double reached = value.value(end);
      if (reached <= worst) {
        worst = reached;
        System.arraycopy(u, 0, wish, 0, u.length);
      }
    }
  }

  private void hold() {
    double stepS = settings.holdS() / settings.checksPerHold();
    int every = settings.checksPerHold() / DISTURBANCES_PER_HOLD;
    for (int check = 0; check < settings.checksPerHold(); check++) {
      if (check % every == 0) {
        disturb((settings.checksPerHold() - check) * stepS);
      }
      flow.hold(x, u, d, stepS, half, x);
      // Math.min keeps a NaN: a clearance that is lost sight of stays lost.
      worstClearance = Math.min(worstClearance, clearance.value(x));
    }
  }

  /** The corner that leaves the least value at the end of the hold. */
  private void disturb(double restS) {
    double worst = Double.POSITIVE_INFINITY;
    for (int k = 0; k < disturbanceCorners.count(); k++) {
      disturbanceCorners.copy(k, trial);
      flow.hold(x, u, trial, restS, half, end);
      double reached = value.value(end);
      if (reached <= worst) {
        worst = reached;
        System.arraycopy(trial, 0, d, 0, d.length);
      }
    }
  }

  private static boolean same(double[] a, double[] b) {
    for (int j = 0; j < a.length; j++) {
      if (!(a[j] == b[j])) {
        return false;
      }
    }
    return true;
  }
}
