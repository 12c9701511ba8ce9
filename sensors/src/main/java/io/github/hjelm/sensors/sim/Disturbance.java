package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/** Chooses the disturbance for one hold interval. One thread; allocates nothing in flight. */
interface Disturbance {

  /** Writes d for the coming interval, given the state and the control that the motors have. */
  void choose(double[] x, double[] u, double[] d);

  static Disturbance of(Robot robot, SimSettings settings, SafetyFunction safety) {
    return switch (settings.disturbance()) {
      case NONE -> new Calm(robot.disturbances());
      case RANDOM -> new Gusts(robot.disturbances(), new SimRandom(settings.seed(), 2));
      case ADVERSARIAL -> new Adversary(robot, safety, settings.lookAheadS());
    };
  }

  /** The value of the box nearest to zero. */
  final class Calm implements Disturbance {

    private final List<Quantity> box;

    Calm(List<Quantity> box) {
      this.box = box;
    }

    @Override
    public void choose(double[] x, double[] u, double[] d) {
      for (int i = 0; i < box.size(); i++) {
        d[i] = box.get(i).clamp(0);
      }
    }
  }

  /** Uniform in the box, each component by itself. */
  final class Gusts implements Disturbance {

    private final List<Quantity> box;
    private final SimRandom random;

    Gusts(List<Quantity> box, SimRandom random) {
      this.box = box;
      this.random = random;
    }

    @Override
    public void choose(double[] x, double[] u, double[] d) {
      for (int i = 0; i < box.size(); i++) {
        Quantity quantity = box.get(i);
        double width = quantity.upper() - quantity.lower();
        d[i] = quantity.clamp(quantity.lower() + random.nextDouble() * width);
      }
    }
  }

  /**
   * For each component the end of its interval that leaves the robot less safe after the look-ahead
   * time, with u held and all other components in the middle of theirs. The look-ahead is what
   * makes it feel a push that changes the speed today and the distance only tomorrow. Where both
   * ends are equally bad, component i takes its upper end when bit i of the number of intervals so
   * far is set, else its lower end: all corners in turn.
   */
  final class Adversary implements Disturbance {

    private final List<Quantity> box;
    private final SafetyFunction safety;
    private final double lookAheadS;
    private final Rk4 rk4;
    private final double[] tried;
    private final double[] ahead;
    private long intervals;

    Adversary(Robot robot, SafetyFunction safety, double lookAheadS) {
      this.box = robot.disturbances();
      this.safety = safety;
      this.lookAheadS = lookAheadS;
      this.rk4 = new Rk4(robot);
      this.tried = new double[box.size()];
      this.ahead = new double[robot.states().size()];
    }

    @Override
    public void choose(double[] x, double[] u, double[] d) {
      for (int i = 0; i < box.size(); i++) {
        tried[i] = middle(i);
      }
      for (int i = 0; i < box.size(); i++) {
        double atLower = safetyAfter(x, u, i, box.get(i).lower());
        double atUpper = safetyAfter(x, u, i, box.get(i).upper());
        tried[i] = middle(i);
        boolean upper = atUpper < atLower;
        if (!upper && !(atLower < atUpper)) {
          upper = (intervals >> i & 1) == 1;
        }
        d[i] = upper ? box.get(i).upper() : box.get(i).lower();
      }
      intervals++;
    }

    private double safetyAfter(double[] x, double[] u, int component, double value) {
      tried[component] = value;
      rk4.step(x, u, tried, lookAheadS, ahead);
      return safety.value(ahead);
    }

    private double middle(int i) {
      return (box.get(i).lower() + box.get(i).upper()) / 2;
    }
  }
}
