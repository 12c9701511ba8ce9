package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import java.util.List;

/** How far a robot's body is from the nearest obstacle of its world, in metres. */
public final class Clearance implements SafetyFunction {

  private final FreeSpace world;
  private final double radiusM;
  private final int first;
  private final int second;

  /**
   * Places a robot in a world by its states {@code x} and {@code y}, or {@code x} and {@code z}.
   *
   * @throws SimRefusal when it has no such states
   */
  public Clearance(Robot robot, FreeSpace world, double radiusM) throws SimRefusal {
    this.world = world;
    this.radiusM = radiusM;
    List<String> names = robot.states().stream().map(Quantity::name).toList();
    first = names.indexOf("x");
    second = names.contains("y") ? names.indexOf("y") : names.indexOf("z");
    if (first < 0 || second < 0) {
      throw new SimRefusal(
          "robot "
              + robot.name()
              + " cannot be placed in world "
              + world.name()
              + ": it has no states x and y (or x and z); simulate it without a world");
    }
  }

  @Override
  public double value(double[] x) {
    return world.signedDistance(x[first], x[second]) - radiusM;
  }
}
