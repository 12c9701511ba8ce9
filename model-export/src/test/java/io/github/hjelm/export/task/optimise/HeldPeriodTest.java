package io.github.hjelm.export.task.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldPeriodTest {

  private static final double PERIOD_S = 0.05;

  @ParameterizedTest
  @CsvSource({"cartpole", "planar-quadrotor", "lane-change-car"})
  void stepsAsTheSimulationDoes(String kind) throws RobotRefusal {
    Robot robot = RobotCatalog.create(kind, Map.of());
    double[] x = state(robot);
    double[] u = control(robot);
    double[] expected = new double[x.length];
    new Rk4(robot).step(x, u, new double[robot.disturbances().size()], PERIOD_S, expected);
    double[] next = new double[x.length];
    new HeldPeriod(robot, PERIOD_S).step(x, u, next);
    for (int i = 0; i < x.length; i++) {
      assertEquals(expected[i], next[i], 1e-12, robot.states().get(i).name());
    }
  }

  @ParameterizedTest
  @CsvSource({"cartpole", "planar-quadrotor", "lane-change-car"})
  void hasTheDerivativesThatDifferencesShow(String kind) throws RobotRefusal {
    Robot robot = RobotCatalog.create(kind, Map.of());
    HeldPeriod period = new HeldPeriod(robot, PERIOD_S);
    double[] x = state(robot);
    double[] u = control(robot);
    int n = x.length;
    int m = u.length;
    double[] byX = new double[n * n];
    double[] byU = new double[n * m];
    period.linearise(x, u, byX, byU);
    for (int column = 0; column < n + m; column++) {
      double[] vector = column < n ? x : u;
      int at = column < n ? column : column - n;
      double[] slopes = differences(period, x, u, vector, at);
      for (int i = 0; i < n; i++) {
        double found = column < n ? byX[i * n + at] : byU[i * m + at];
        assertEquals(slopes[i], found, 1e-7, "row " + i + ", column " + column);
      }
    }
  }

  private static double[] differences(
      HeldPeriod period, double[] x, double[] u, double[] vector, int at) {
    double[] above = new double[x.length];
    double[] below = new double[x.length];
    double kept = vector[at];
    vector[at] = kept + 1e-5;
    period.step(x, u, above);
    vector[at] = kept - 1e-5;
    period.step(x, u, below);
    vector[at] = kept;
    for (int i = 0; i < x.length; i++) {
      above[i] = (above[i] - below[i]) / 2e-5;
    }
    return above;
  }

  /** Nothing is zero and nothing is alike. */
  private static double[] state(Robot robot) {
    double[] x = new double[robot.states().size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = 0.3 + 0.17 * i;
    }
    return x;
  }

  private static double[] control(Robot robot) {
    double[] u = new double[robot.controls().size()];
    for (int j = 0; j < u.length; j++) {
      u[j] = 0.4 * robot.controls().get(j).upper() * (1 - 0.3 * j);
    }
    return u;
  }
}
