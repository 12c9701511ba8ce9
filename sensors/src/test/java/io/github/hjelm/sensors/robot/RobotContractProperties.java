package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every robot owes to whoever uses it. */
class RobotContractProperties {

  private static final long SEED = 20261120;
  private static final int CASES = 200;

  /** Central differences with this step are off by its square, and by rounding over it. */
  private static final double STEP = 1e-5;

  private static final double TOLERANCE = 1e-7;

  static List<Robot> robots() throws Exception {
    return RobotSamples.all();
  }

  static List<RobotKind> kinds() {
    return RobotCatalog.kinds();
  }

  @ParameterizedTest
  @MethodSource("robots")
  void ratesAgreeWithTheNaiveOnes(Robot robot) {
    NaiveRates.Rate naive = NaiveRates.BY_NAME.get(robot.name());
    assertNotNull(naive, robot.name() + " needs a naive rate to compare with");
    SplittableRandom random = new SplittableRandom(SEED);
    StateRate stateRate = new StateRate(robot);
    for (int i = 0; i < CASES; i++) {
      double[] x = RobotSamples.random(robot.states(), random);
      double[] u = RobotSamples.random(robot.controls(), random);
      double[] d = RobotSamples.random(robot.disturbances(), random);
      double[] expected = naive.of(x, u, d);
      double[] rate = new double[expected.length];
      stateRate.evaluate(x, u, d, rate);
      for (int k = 0; k < rate.length; k++) {
        assertEquals(
            expected[k], rate[k], 1e-12 * (1 + Math.abs(expected[k])), where(robot, i, "rate", k));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("robots")
  void controlAndDisturbanceMatricesAreTheSlopesOfTheNaiveRates(Robot robot) {
    NaiveRates.Rate naive = NaiveRates.BY_NAME.get(robot.name());
    assertNotNull(naive);
    int n = robot.states().size();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < CASES; i++) {
      double[] x = RobotSamples.random(robot.states(), random);
      double[] u = RobotSamples.random(robot.controls(), random);
      double[] d = RobotSamples.random(robot.disturbances(), random);
      double[] g = filled(n * u.length);
      double[] disturbance = filled(n * d.length);
      robot.controlMatrix(x, g);
      robot.disturbanceMatrix(x, disturbance);
      compare(robot, i, "G", g, u, () -> naive.of(x, u, d));
      compare(robot, i, "D", disturbance, d, () -> naive.of(x, u, d));
    }
  }

  @ParameterizedTest
  @MethodSource("robots")
  void stateJacobianIsTheSlopeOfTheRate(Robot robot) {
    int n = robot.states().size();
    SplittableRandom random = new SplittableRandom(SEED);
    StateRate stateRate = new StateRate(robot);
    for (int i = 0; i < CASES; i++) {
      double[] x = RobotSamples.random(robot.states(), random);
      double[] u = RobotSamples.random(robot.controls(), random);
      double[] d = RobotSamples.random(robot.disturbances(), random);
      double[] jacobian = filled(n * n);
      robot.stateJacobian(x, u, d, jacobian);
      compare(
          robot,
          i,
          "Jacobian",
          jacobian,
          x,
          () -> {
            double[] rate = new double[n];
            stateRate.evaluate(x, u, d, rate);
            return rate;
          });
    }
  }

  @ParameterizedTest
  @MethodSource("robots")
  void everyOutputIsWrittenInFullAndNoFurther(Robot robot) {
    int n = robot.states().size();
    int m = robot.controls().size();
    int p = robot.disturbances().size();
    SplittableRandom random = new SplittableRandom(SEED);
    double[] x = RobotSamples.random(robot.states(), random);
    double[] u = RobotSamples.random(robot.controls(), random);
    double[] d = RobotSamples.random(robot.disturbances(), random);
    assertWritten(robot, n, out -> robot.drift(x, out));
    assertWritten(robot, n * m, out -> robot.controlMatrix(x, out));
    assertWritten(robot, n * p, out -> robot.disturbanceMatrix(x, out));
    assertWritten(robot, n * n, out -> robot.stateJacobian(x, u, d, out));
    assertWritten(robot, n, robot::initialState);
  }

  @ParameterizedTest
  @MethodSource("robots")
  void fallbackStaysInTheControlBoxWhateverTheState(Robot robot) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] awkward = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, 0};
    for (int i = 0; i < CASES; i++) {
      double[] x = RobotSamples.random(robot.states(), random);
      if (i % 2 == 1) {
        x[random.nextInt(x.length)] = awkward[random.nextInt(awkward.length)];
      }
      double[] u = filled(robot.controls().size());
      robot.fallback(x, u);
      for (int j = 0; j < u.length; j++) {
        Quantity control = robot.controls().get(j);
        assertTrue(
            u[j] >= control.lower() && u[j] <= control.upper(), where(robot, i, "fallback", j));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("robots")
  void startsWithinBoundsAndDeclaresSensibleQuantities(Robot robot) {
    double[] x = new double[robot.states().size()];
    robot.initialState(x);
    for (int i = 0; i < x.length; i++) {
      Quantity state = robot.states().get(i);
      assertTrue(x[i] >= state.lower() && x[i] <= state.upper(), where(robot, 0, "initial", i));
    }
    assertFalse(robot.controls().isEmpty());
    for (Quantity control : robot.controls()) {
      assertTrue(control.lower() < control.upper() && !Double.isInfinite(control.lower()));
      assertFalse(Double.isInfinite(control.upper()));
    }
    for (Quantity disturbance : robot.disturbances()) {
      assertTrue(disturbance.lower() <= 0 && disturbance.upper() >= 0, robot.name());
      assertFalse(Double.isInfinite(disturbance.upper() - disturbance.lower()));
    }
    long names =
        List.of(robot.states(), robot.controls(), robot.disturbances()).stream()
            .flatMap(List::stream)
            .map(Quantity::name)
            .distinct()
            .count();
    assertEquals(
        x.length + robot.controls().size() + robot.disturbances().size(), names, robot.name());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyParameterChangesSomething(RobotKind kind) throws RobotRefusal {
    String before = fingerprint(kind.create(Map.of()));
    for (Parameter parameter : kind.parameters()) {
      double other =
          parameter.value() == 0 ? Math.min(1, parameter.upper()) : 0.9 * parameter.value();
      double allowed = Math.max(parameter.lower(), other);
      assertFalse(
          before.equals(fingerprint(kind.create(Map.of(parameter.name(), allowed)))),
          kind.name() + " does not notice " + parameter.name());
    }
  }

  private static String fingerprint(Robot robot) {
    int n = robot.states().size();
    StringBuilder text = new StringBuilder();
    text.append(robot.states()).append(robot.controls()).append(robot.disturbances());
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 20; i++) {
      double[] x = RobotSamples.random(robot.states(), random);
      for (int k = 0; k < n; k++) {
        x[k] *= 0.01;
      }
      double[] f = new double[n];
      double[] g = new double[n * robot.controls().size()];
      double[] d = new double[n * robot.disturbances().size()];
      double[] u = new double[robot.controls().size()];
      robot.drift(x, f);
      robot.controlMatrix(x, g);
      robot.disturbanceMatrix(x, d);
      robot.fallback(x, u);
      text.append(Arrays.toString(f)).append(Arrays.toString(g));
      text.append(Arrays.toString(d)).append(Arrays.toString(u));
    }
    return text.toString();
  }

  /** Compares a matrix with central differences of a rate over the entries of one vector. */
  private static void compare(
      Robot robot,
      int testCase,
      String what,
      double[] matrix,
      double[] vector,
      Supplier<double[]> rate) {
    for (int column = 0; column < vector.length; column++) {
      double middle = vector[column];
      vector[column] = middle + STEP;
      double[] above = rate.get();
      vector[column] = middle - STEP;
      double[] below = rate.get();
      vector[column] = middle;
      for (int row = 0; row < above.length; row++) {
        double slope = (above[row] - below[row]) / (2 * STEP);
        int at = row * vector.length + column;
        assertEquals(
            slope, matrix[at], TOLERANCE * (1 + Math.abs(slope)), where(robot, testCase, what, at));
      }
    }
  }

  private static void assertWritten(Robot robot, int count, Consumer<double[]> method) {
    double[] out = filled(count + 1);
    method.accept(out);
    for (int i = 0; i < count; i++) {
      assertTrue(Double.isFinite(out[i]), robot.name() + " leaves entry " + i + " unwritten");
    }
    assertTrue(Double.isNaN(out[count]), robot.name() + " writes past its output");
  }

  private static double[] filled(int count) {
    double[] values = new double[count];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static String where(Robot robot, int testCase, String what, int entry) {
    return "%s, seed %d, case %d: %s[%d]".formatted(robot.name(), SEED, testCase, what, entry);
  }
}
