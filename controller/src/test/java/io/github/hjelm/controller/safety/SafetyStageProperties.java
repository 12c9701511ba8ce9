package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.ValueTable;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SafetyStageProperties {

  private static final double[] ODD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    -0.0,
    1e300,
    -1e18
  };

  private static final int CYCLES = 300;
  private static final List<Verdict> VERDICTS = List.of(Verdict.values());

  /** A value as rough as can be: it may be anything, also what a field must not say. */
  private static Certificate rough(int n) {
    ValueField field =
        new ValueField() {
          @Override
          public int dimensions() {
            return n;
          }

          @Override
          public double value(double[] x) {
            double sum = 0.3;
            for (double one : x) {
              sum += Math.sin(3 * one);
            }
            return sum < -1.5 ? OUTSIDE : sum;
          }

          @Override
          public double valueAndGradient(double[] x, double[] gradient) {
            for (int i = 0; i < n; i++) {
              gradient[i] = 3 * Math.cos(3 * x[i]);
            }
            return value(x);
          }
        };
    return new Certificate(field, x -> 1, BackupActions.none());
  }

  private static double any(SplittableRandom random) {
    return random.nextInt(6) == 0 ? ODD[random.nextInt(ODD.length)] : random.nextDouble(-3, 3);
  }

  private static double[] any(SplittableRandom random, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextInt(5) == 0 ? any(random) : random.nextDouble(-2, 2);
    }
    return values;
  }

  /** Anything a loop could do wrong, seen from outside; a digest of all that was sent. */
  private static long fly(Robot robot, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = robot.states().size();
    int m = robot.controls().size();
    LadderSettings ladder =
        LadderSettings.of(0.05)
            .withMaxUnvouched(random.nextInt(50))
            .with(random.nextBoolean() ? MismatchRule.WARN : MismatchRule.STOP);
    SafetyStage stage =
        random.nextInt(4) == 0
            ? SafetyStage.uncertified(robot, (x, u) -> u[0], 4, 0.05, ladder)
            : SafetyStage.certified(
                robot,
                CertifiedView.whole(robot),
                rough(n),
                (x, u) -> u[0] * x[0],
                FilterSettings.of(0.05, 0.05, SafetyMargins.NONE),
                ladder);
    long nowNs = random.nextLong();
    long digest = 0;
    for (int k = 0; k < CYCLES; k++) {
      nowNs += random.nextInt(40) == 0 ? random.nextLong() : random.nextLong(80_000_000);
      int what = random.nextInt(20);
      Verdict reason = VERDICTS.get(random.nextInt(VERDICTS.size()));
      double[] state = any(random, random.nextInt(30) == 0 ? n + 1 : n);
      double ageS = random.nextInt(8) == 0 ? any(random) : random.nextDouble(0.05);
      double[] candidates = any(random, m * random.nextInt(6));
      SafeCommand command =
          what == 0
              ? stage.stop(nowNs)
              : what < 4
                  ? stage.hold(nowNs, reason)
                  : what < 6
                      ? stage.hold(nowNs, state, ageS, reason)
                      : stage.decide(nowNs, state, ageS, candidates, random.nextInt(-1, 7));
      for (int j = 0; j < m; j++) {
        Quantity side = robot.controls().get(j);
        double sent = command.control(j);
        assertTrue(
            sent >= side.lower() && sent <= side.upper(),
            robot.name() + " seed " + seed + " cycle " + k + " sends " + sent);
        digest = 31 * digest + Double.doubleToRawLongBits(sent);
      }
      boolean stopped = command.verdict() == Verdict.STOPPED;
      assertEquals(stage.stopCause() != null, stopped, robot.name() + " seed " + seed);
      digest = 31 * digest + command.verdict().code();
      digest = 31 * digest + Double.doubleToRawLongBits(command.valueAtState());
      boolean isLast = random.nextInt(10) == 0;
      digest += isLast && stage.clear() ? 1 : 0;
    }
    assertEquals(CYCLES, stage.counts().total(), robot.name() + " seed " + seed);
    assertEquals(0, stage.faults(), robot.name() + " seed " + seed + ": " + stage.lastFault());
    return digest;
  }

  @Test
  void everyCallEndsInOneFiniteCommandInTheBoxAndTwiceInTheSame() {
    for (String kind : RobotCatalog.names()) {
      Robot robot = MassBetweenWalls.robot(kind);
      for (long seed = 0; seed < 40; seed++) {
        assertEquals(fly(robot, seed), fly(robot, seed), kind + " seed " + seed);
      }
    }
  }

  /** A robot whose own fallback is nonsense. */
  private record Broken(Robot robot) implements Robot {

    @Override
    public String name() {
      return "broken " + robot.name();
    }

    @Override
    public List<Quantity> states() {
      return robot.states();
    }

    @Override
    public List<Quantity> controls() {
      return robot.controls();
    }

    @Override
    public List<Quantity> disturbances() {
      return robot.disturbances();
    }

    @Override
    public void drift(double[] x, double[] f) {
      robot.drift(x, f);
    }

    @Override
    public void controlMatrix(double[] x, double[] g) {
      robot.controlMatrix(x, g);
    }

    @Override
    public void disturbanceMatrix(double[] x, double[] d) {
      robot.disturbanceMatrix(x, d);
    }

    @Override
    public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
      robot.stateJacobian(x, u, d, jacobian);
    }

    @Override
    public void fallback(double[] x, double[] u) {
      Arrays.fill(u, x[0] < 0 ? Double.NaN : 1e9 * x[0]);
    }

    @Override
    public void initialState(double[] x) {
      robot.initialState(x);
    }
  }

  @Test
  void aBrokenFallbackIsBroughtIntoTheBox() {
    for (long seed = 0; seed < 40; seed++) {
      fly(new Broken(MassBetweenWalls.robot("mobile-robot")), seed);
    }
  }

  /** A mass that is flown by the stage alone, by the worst wishes, and loses its sensor. */
  @Test
  void theMassStaysBetweenItsWallsThoughStatesAreMissing() {
    for (long seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      MassBetweenWalls mass = new MassBetweenWalls();
      mass.ladder = mass.ladder.with(MismatchRule.STOP);
      HeldFlow truth = new HeldFlow(mass.robot);
      double[] x = {random.nextDouble(-0.6, 0.6), 0};
      double[] u = {0};
      double[] half = new double[2];
      for (int k = 0; k < 100; k++) {
        // A prediction is right where nobody pushes: then even blind cycles are safe.
        boolean blind = k > 0 && random.nextInt(3) == 0;
        SafeCommand command =
            blind
                ? mass.hold(Verdict.HELD_STALE_OBSERVATION)
                : mass.decide(x[0], x[1], Math.signum(x[1] + 1e-9), random.nextDouble(-1, 1));
        command.copyTo(u);
        truth.hold(x, u, new double[] {0}, MassBetweenWalls.HOLD_S, half, x);
        assertTrue(Math.abs(half[0]) <= 1 && Math.abs(x[0]) <= 1, "seed " + seed + " cycle " + k);
      }
      assertEquals(Mismatch.NONE, mass.stage().monitor().verdict(), "seed " + seed);
    }
  }

  /** The value of the mass as a table gives it, kinks, cells and all. */
  private static Certificate table() {
    Grid grid =
        new Grid(
            List.of(
                new GridAxis("position", "m", -1.2, 1.2, 41, false),
                new GridAxis("velocity", "m/s", -1.6, 1.6, 41, false)));
    ValueField exact = new DoubleIntegratorValue(1, 1, 0.2);
    double[] values = new double[grid.size()];
    double[] x = new double[2];
    for (int node = 0; node < values.length; node++) {
      grid.coordinates(node, x);
      values[node] = exact.value(x);
    }
    return Certificate.of(new TableValue(ValueTable.of(grid, values)));
  }

  /** Pushed as hard as is covered, by the worst wishes: no wall is hit and no alarm is raised. */
  @Test
  void coveredPushesNeitherHitAWallNorRaiseAnAlarm() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      MassBetweenWalls mass = new MassBetweenWalls();
      boolean isTable = seed % 2 == 1;
      mass.certificate = isTable ? table() : mass.certificate;
      MonitorSettings exact = MonitorSettings.exact();
      mass.ladder = mass.ladder.with(MismatchRule.STOP).with(exact).withMaxUnvouched(1000);
      HeldFlow truth = new HeldFlow(mass.robot);
      double[] x = {random.nextDouble(-0.6, 0.6), 0};
      double[] u = {0};
      double[] half = new double[2];
      for (int k = 0; k < 200; k++) {
        SafeCommand command = mass.decide(x[0], x[1], Math.signum(x[1] + 1e-9));
        String where = "seed " + seed + " cycle " + k;
        assertEquals(Mismatch.NONE, mass.stage().monitor().verdict(), where);
        assertTrue(isTable || command.certified(), where);
        command.copyTo(u);
        for (int part = 0; part < 2; part++) {
          double[] push = {random.nextInt(3) == 0 ? -0.2 : 0.2 * Math.signum(x[0] + 1e-9)};
          truth.hold(x, u, push, MassBetweenWalls.HOLD_S / 2, half, x);
          assertTrue(isTable || Math.abs(x[0]) <= 1 + 1e-9, where + " at " + x[0]);
        }
      }
    }
  }
}
