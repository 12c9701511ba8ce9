package io.github.hjelm.export.verify;

import io.github.hjelm.controller.safety.BoxVertices;
import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.controller.safety.HeldFlow;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.export.RandomStreams;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rolls out one run at a time: a start in the certified set, wishes that aim at the wall, the worst
 * disturbance, estimates that flatter. Adversaries are greedy in the certified value. Not
 * thread-safe: one instance per thread.
 */
final class Scenario {

  /** A box in which so few states are certified is the wrong box. */
  private static final int MAX_DRAWS = 1_000_000;

  /** The disturbance is chosen anew so many times per hold. */
  private static final int DISTURBANCES_PER_HOLD = 2;

  private final ScenarioSettings settings;
  private final List<Quantity> controls;
  private final ValueField value;
  private final ClearanceField clearance;
  private final HeldController controller;
  private final HeldFlow flow;
  private final BoxVertices controlCorners;
  private final BoxVertices disturbanceCorners;
  private final BoxVertices errorCorners;
  private final Robot robot;
  private final double[] x;
  private final double[] estimate;
  private final double[] error;
  private final double[] acting;
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
    errorCorners = errors(robot, settings);
    this.robot = robot;
    int n = robot.states().size();
    x = new double[n];
    estimate = new double[n];
    error = new double[n];
    acting = new double[controls.size()];
    half = new double[n];
    end = new double[n];
    wish = new double[controls.size()];
    u = new double[controls.size()];
    d = new double[robot.disturbances().size()];
    trial = new double[d.length];
    calm = new double[d.length];
  }

  private static BoxVertices errors(Robot robot, ScenarioSettings settings) {
    List<Quantity> sides = new ArrayList<>();
    for (int i = 0; i < settings.errors().size(); i++) {
      Quantity state = robot.states().get(i);
      sides.add(Quantity.symmetric(state.name(), state.unit(), settings.errors().get(i)));
    }
    return BoxVertices.of(sides);
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
    SplittableRandom random = RandomStreams.of(settings.seed(), number);
    start(random);
    worstClearance = clearance.value(x);
    interventions = 0;
    controller.begin(acting);
    int late = late();
    for (int k = 0; k < settings.holds(); k++) {
      if (k > 0) {
        err(random);
      }
      aim(random);
      controller.control(estimate, wish, u);
      interventions += same(wish, u) ? 0 : 1;
      advance(acting, settings.delayS(), late);
      advance(u, settings.holdS() - settings.delayS(), settings.checksPerHold() - late);
      System.arraycopy(u, 0, acting, 0, u.length);
    }
  }

  /** How many of a hold's checks fall into the delay. */
  private int late() {
    double share = settings.delayS() / settings.holdS();
    return (int) Math.ceil(share * settings.checksPerHold());
  }

  /** A start counts by what the filter makes of it: the estimate, predicted over the delay. */
  private void start(SplittableRandom random) {
    for (int draw = 0; draw < MAX_DRAWS; draw++) {
      for (int i = 0; i < x.length; i++) {
        Quantity side = settings.starts().get(i);
        x[i] = side.lower() + random.nextDouble() * (side.upper() - side.lower());
      }
      robot.fallback(x, acting);
      err(random);
      flow.hold(estimate, acting, calm, settings.delayS(), half, end);
      if (value.value(end) >= settings.level()) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "none of %d states drawn from %s has a value of at least %s"
            .formatted(MAX_DRAWS, settings.starts(), settings.level()));
  }

  /** The corner of the error's box that flatters most, or any. */
  private void err(SplittableRandom random) {
    System.arraycopy(x, 0, estimate, 0, x.length);
    if (settings.errors().isEmpty()) {
      return;
    }
    errorCorners.copy(random.nextInt(errorCorners.count()), error);
    if (random.nextBoolean()) {
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < errorCorners.count(); k++) {
        errorCorners.copy(k, half);
        for (int i = 0; i < x.length; i++) {
          end[i] = x[i] + half[i];
        }
        double flattery = value.value(end);
        if (flattery > most) {
          most = flattery;
          System.arraycopy(half, 0, error, 0, error.length);
        }
      }
    }
    for (int i = 0; i < x.length; i++) {
      estimate[i] += error[i];
    }
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

  /** Goes on under one control; the disturbance is chosen at the beginning and half-way. */
  private void advance(double[] control, double seconds, int checks) {
    double stepS = seconds / Math.max(checks, 1);
    int every = Math.max(1, checks / DISTURBANCES_PER_HOLD);
    for (int check = 0; check < checks; check++) {
      if (check % every == 0) {
        disturb(control, (checks - check) * stepS);
      }
      flow.hold(x, control, d, stepS, half, x);
      // Math.min keeps a NaN: a clearance that is lost sight of stays lost.
      worstClearance = Math.min(worstClearance, clearance.value(x));
    }
  }

  /** The corner that leaves the least value at the end of the hold. */
  private void disturb(double[] control, double restS) {
    double worst = Double.POSITIVE_INFINITY;
    for (int k = 0; k < disturbanceCorners.count(); k++) {
      disturbanceCorners.copy(k, trial);
      flow.hold(x, control, trial, restS, half, end);
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
