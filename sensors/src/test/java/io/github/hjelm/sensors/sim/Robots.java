package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Simulated robots for tests, made in one line. */
final class Robots {

  static final World EMPTY_HALL = new World("hall", new Obstacle.Box(-5, -5, 5, 5), List.of());

  private Robots() {}

  static Robot robot(String model) {
    try {
      return RobotCatalog.create(model, Map.of());
    } catch (RobotRefusal e) {
      throw new AssertionError(e);
    }
  }

  /** Settings of a robot named r, written {@code name=value}. */
  static SimSettings settings(String... settings) {
    Map<String, String> map = new HashMap<>();
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      map.put(parts[0], parts[1]);
    }
    try {
      return SimSettings.of("r", map);
    } catch (SimRefusal e) {
      throw new AssertionError(e);
    }
  }

  static SimulatedRobot simulated(String model, String... settings) {
    return simulated(model, Optional.empty(), settings);
  }

  static SimulatedRobot simulated(String model, Optional<World> world, String... settings) {
    try {
      return new SimulatedRobot(robot(model), world, settings(settings));
    } catch (SimRefusal e) {
      throw new AssertionError(e);
    }
  }

  static double[] state(SimulatedRobot sim) {
    double[] x = new double[sim.robot().states().size()];
    sim.copyState(x);
    return x;
  }

  static double[] disturbance(SimulatedRobot sim) {
    double[] d = new double[sim.robot().disturbances().size()];
    sim.copyDisturbance(d);
    return d;
  }
}
