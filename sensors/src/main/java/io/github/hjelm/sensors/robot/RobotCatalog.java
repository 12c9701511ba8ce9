package io.github.hjelm.sensors.robot;

import io.github.hjelm.sensors.yaml.Spelling;
import java.util.List;
import java.util.Map;

/** Every robot that can be made by name. A new model is one class and one line here. */
public final class RobotCatalog {

  private static final List<RobotKind> KINDS =
      List.of(
          DoubleIntegrator.KIND,
          Dubins.KIND,
          MobileRobot.KIND,
          Pendulum.KIND,
          Cartpole.KIND,
          PlanarQuadrotor.KIND,
          LaneChangeCar.KIND,
          Air3d.KIND,
          LinearRobot.KIND);

  private RobotCatalog() {}

  /** All kinds, in the order of help and documentation. */
  public static List<RobotKind> kinds() {
    return KINDS;
  }

  /** The names of all kinds. */
  public static List<String> names() {
    return KINDS.stream().map(RobotKind::name).toList();
  }

  /** The kind of that name. */
  public static RobotKind kind(String name) throws RobotRefusal {
    for (RobotKind kind : KINDS) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    throw new RobotRefusal("there is no robot '" + name + "', " + Spelling.advice(name, names()));
  }

  /** A robot by its name, with settings over its defaults. */
  public static Robot create(String name, Map<String, Double> settings) throws RobotRefusal {
    return kind(name).create(settings);
  }
}
