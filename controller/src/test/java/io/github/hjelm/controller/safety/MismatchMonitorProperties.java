package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MismatchMonitorProperties {

  private static final double PERIOD_S = 0.05;
  private static final long PERIOD_NS = 50_000_000;
  private static final int TRUE_STEPS = 25;
  private static final int CYCLES = 120;

  /** How the world pushes, each within what is covered. */
  private enum Push {
    CORNER,
    EVERY_STEP,
    SWITCHED,
    ANYWHERE
  }

  /** A robot in its world: true motion in short steps, observed once a period. */
  private static final class Flight {
    final Robot robot;
    final MismatchMonitor monitor;
    final SentCommands sent;
    final SplittableRandom random;
    final double[] x;
    final double[] observed;
    final double[] u;
    final double[] d;
    final Rk4 truth;
    final double strength;
    final Push push;
    final MonitorSettings settings;
    long nowNs = 1;

    Flight(Robot robot, MonitorSettings settings, double strength, Push push, long seed) {
      this.robot = robot;
      this.settings = settings;
      this.strength = strength;
      this.push = push;
      monitor = new MismatchMonitor(robot, CertifiedView.whole(robot), null, settings);
      sent = new SentCommands(robot.controls().size());
      random = new SplittableRandom(seed);
      x = new double[robot.states().size()];
      robot.initialState(x);
      for (int i = 0; i < x.length; i++) {
        x[i] = robot.states().get(i).wrap(x[i] + random.nextDouble(-0.3, 0.3));
      }
      observed = new double[x.length];
      u = new double[robot.controls().size()];
      d = new double[robot.disturbances().size()];
      truth = new Rk4(robot);
      choosePush();
    }

    private void choosePush() {
      for (int j = 0; j < d.length; j++) {
        Quantity side = robot.disturbances().get(j);
        double centre = (side.lower() + side.upper()) / 2;
        double share =
            push == Push.ANYWHERE ? random.nextDouble(-1, 1) : random.nextBoolean() ? 1 : -1;
        d[j] = centre + strength * share * (side.upper() - side.lower()) / 2;
      }
    }

    /**
     * Whoever slides off the plane, ever faster, is beyond every step that a model is solved in.
     */
    boolean isGone() {
      double far = 0;
      for (double one : x) {
        far = Math.max(far, Math.abs(one));
      }
      return !(far < 1000);
    }

    Mismatch cycle() {
      for (int i = 0; i < x.length; i++) {
        double error = settings.errors().isEmpty() ? 0 : settings.errors().get(i);
        observed[i] = robot.states().get(i).wrap(x[i] + (random.nextBoolean() ? error : -error));
      }
      Mismatch verdict = monitor.observe(nowNs, observed, sent);
      for (int j = 0; j < u.length; j++) {
        Quantity side = robot.controls().get(j);
        u[j] = side.lower() + random.nextDouble() * (side.upper() - side.lower());
      }
      sent.add(nowNs, u);
      for (int k = 0; k < TRUE_STEPS; k++) {
        boolean changes =
            push == Push.EVERY_STEP
                || push == Push.ANYWHERE
                || (push == Push.SWITCHED && k == TRUE_STEPS / 2);
        if (changes) {
          choosePush();
        }
        truth.step(x, u, d, PERIOD_S / TRUE_STEPS, x);
      }
      nowNs += PERIOD_NS;
      return verdict;
    }
  }

  private static List<MonitorSettings> settings(int n) {
    List<Double> errors = new ArrayList<>(Collections.nCopies(n, 0.01));
    return List.of(MonitorSettings.exact(), MonitorSettings.exact().withErrors(errors, 0));
  }

  /** Above 1 would be an alarm; what is reached tells whether the bound is worth something. */
  @Test
  void nothingThatIsCoveredIsEverImpossible() {
    for (String kind : RobotCatalog.names()) {
      Robot robot = MassBetweenWalls.robot(kind);
      double largest = 0;
      for (MonitorSettings settings : settings(robot.states().size())) {
        for (Push push : Push.values()) {
          for (long seed = 0; seed < 4; seed++) {
            Flight flight = new Flight(robot, settings, 1, push, seed);
            for (int k = 0; k < CYCLES && !flight.isGone(); k++) {
              Mismatch verdict = flight.cycle();
              String where = "%s %s seed %d cycle %d".formatted(kind, push, seed, k);
              assertEquals(Mismatch.NONE, verdict, where);
              for (int i = 0; i < robot.states().size(); i++) {
                largest = Math.max(largest, flight.monitor.exceedance(i));
              }
            }
          }
        }
      }
      boolean isDisturbed =
          robot.disturbances().stream().anyMatch(side -> side.lower() < side.upper());
      assertTrue(!isDisturbed || largest > 0.5, kind + " only ever used " + largest);
    }
  }

  /** Observations needed, the first of which only begins. */
  private static int found(String kind, MonitorSettings settings, long seed) {
    Flight flight = new Flight(MassBetweenWalls.robot(kind), settings, 1.5, Push.CORNER, seed);
    for (int k = 1; k <= CYCLES; k++) {
      if (flight.cycle() == Mismatch.MODEL_MISMATCH) {
        return k;
      }
    }
    return Integer.MAX_VALUE;
  }

  @Test
  void halfAsMuchAgainIsFoundInFourObservationsWhereStatesAreExact() {
    for (long seed = 0; seed < 20; seed++) {
      assertEquals(4, found("double-integrator", MonitorSettings.exact(), seed), "seed " + seed);
      assertEquals(4, found("mobile-robot", MonitorSettings.exact(), seed), "seed " + seed);
    }
  }

  @Test
  void halfAsMuchAgainIsFoundWithinTwoHorizonsWhereStatesAreRough() {
    int cycles = (int) Math.ceil(2 / PERIOD_S);
    for (long seed = 0; seed < 20; seed++) {
      int mass =
          found(
              "double-integrator",
              MonitorSettings.exact().withErrors(List.of(0.002, 0.005), 0),
              seed);
      assertTrue(mass <= cycles, "seed " + seed + ": " + mass);
      int mobile =
          found(
              "mobile-robot",
              MonitorSettings.exact().withErrors(List.of(0.002, 0.002, 0.005, 0.005), 0),
              seed);
      assertTrue(mobile <= cycles, "seed " + seed + ": " + mobile);
    }
  }
}
