package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachTubeTest {

  private static ReachTube tube(Robot robot, MonitorSettings settings, double... x) {
    ReachTube tube = new ReachTube(robot, 1, settings);
    tube.begin(x);
    return tube;
  }

  @Test
  void isExactForAMassThatIsPushed() {
    MonitorSettings rough = MonitorSettings.exact().withErrors(List.of(0.01, 0.02), 0);
    ReachTube tube = tube(MassBetweenWalls.robot("double-integrator"), rough, 0, 0);
    tube.advance(new double[] {0}, 0.4);
    tube.advance(new double[] {1}, 0.1);
    double t = 0.5;
    // 0.2 m/s² and the errors of the first state, then the error of the second.
    assertEquals(1.1 * (0.1 * t * t + 0.01 + 0.02 * t) + 0.01, tube.bound(0), 1e-5);
    assertEquals(1.1 * (0.2 * t + 0.02) + 0.02, tube.bound(1), 1e-5);
    assertEquals(0.005, tube.middle()[0], 1e-12);
    assertEquals(t, tube.ageS(), 1e-12);
    assertTrue(tube.holds());
  }

  @Test
  void aPoleThatFallsEitherWayBendsIt() throws Exception {
    Robot robot = RobotCatalog.create("cartpole", Map.of("max_gust", 2.0));
    ReachTube tube = tube(robot, MonitorSettings.exact(), 0, 0, 0.4, 0);
    tube.advance(new double[1], 0.02);
    assertTrue(tube.holds());
    tube.advance(new double[1], 0.3);
    assertFalse(tube.holds());
  }

  @Test
  void whatIsNotANumberIsNoBound() throws Exception {
    Robot robot = RobotCatalog.create("planar-point", Map.of("max_drift", 0.0));
    ReachTube tube = tube(robot, MonitorSettings.exact(), 1e9, 0);
    tube.advance(new double[2], 0.1);
    assertFalse(tube.holds());
  }

  @Test
  void aShareOfTheDisturbanceIsAShareOfTheBound() {
    Robot robot = MassBetweenWalls.robot("double-integrator");
    ReachTube half = new ReachTube(robot, 0.5, MonitorSettings.exact());
    half.begin(new double[2]);
    half.advance(new double[1], 0.1);
    assertEquals(0.011, half.bound(1), 1e-5);
  }
}
