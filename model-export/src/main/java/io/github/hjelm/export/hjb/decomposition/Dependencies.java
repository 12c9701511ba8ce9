package io.github.hjelm.export.hjb.decomposition;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.sensors.robot.Robot;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What the rates of some of a robot's states depend on, found at random places of a box: sampled,
 * not proven, with the seed always the same.
 */
final class Dependencies {

  private static final int PLACES = 256;
  private static final long SEED = 1;

  private final Robot robot;
  private final List<GridAxis> box;
  private final int n;
  private final int m;
  private final int p;

  Dependencies(Robot robot, List<GridAxis> box) {
    this.robot = robot;
    this.box = box;
    n = robot.states().size();
    m = robot.controls().size();
    p = robot.disturbances().size();
  }

  /** Per state its drift, then its gains of controls, then those of disturbances. */
  private double[] at(double[] x) {
    double[] f = new double[n];
    double[] g = new double[n * m];
    double[] d = new double[n * p];
    robot.drift(x, f);
    robot.controlMatrix(x, g);
    robot.disturbanceMatrix(x, d);
    double[] rates = new double[n * width()];
    for (int state = 0; state < n; state++) {
      rates[state * width()] = f[state];
      System.arraycopy(g, state * m, rates, state * width() + 1, m);
      System.arraycopy(d, state * p, rates, state * width() + 1 + m, p);
    }
    return rates;
  }

  private int width() {
    return 1 + m + p;
  }

  /** Refuses a part whose rates change with a state outside it. */
  void requireSelfContained(Subsystem part) throws SolveRefusal {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int place = 0; place < PLACES; place++) {
      double[] x = place(random);
      double[] here = at(x);
      for (int outside = 0; outside < n; outside++) {
        if (part.states().contains(outside)) {
          continue;
        }
        double kept = x[outside];
        x[outside] = random.nextDouble(box.get(outside).lower(), box.get(outside).upper());
        int changed = changed(part, here, at(x));
        x[outside] = kept;
        if (changed >= 0) {
          throw new SolveRefusal(
              "subsystem %s is not self-contained: the rate of %s changes with %s, which is not in it"
                  .formatted(
                      part.name(),
                      robot.states().get(changed).name(),
                      robot.states().get(outside).name()));
        }
      }
    }
  }

  /** A state of the part whose rate is another, or -1. */
  private int changed(Subsystem part, double[] here, double[] there) {
    for (int state : part.states()) {
      int from = state * width();
      if (!Arrays.equals(here, from, from + width(), there, from, from + width())) {
        return state;
      }
    }
    return -1;
  }

  /** The controls that move a part. */
  Set<Integer> acting(Subsystem part) {
    Set<Integer> acting = new TreeSet<>();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int place = 0; place < PLACES; place++) {
      double[] rates = at(place(random));
      for (int state : part.states()) {
        for (int j = 0; j < m; j++) {
          if (rates[state * width() + 1 + j] != 0) {
            acting.add(j);
          }
        }
      }
    }
    return acting;
  }

  private double[] place(SplittableRandom random) {
    double[] x = new double[n];
    for (int axis = 0; axis < n; axis++) {
      x[axis] = random.nextDouble(box.get(axis).lower(), box.get(axis).upper());
    }
    return x;
  }
}
