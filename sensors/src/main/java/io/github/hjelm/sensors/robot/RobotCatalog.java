package io.github.hjelm.sensors.robot;

import io.github.hjelm.sensors.yaml.Spelling;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Every robot that can be made by name. A new model is one class and one line here. */
public final class RobotCatalog {

  private static final List<RobotKind> KINDS =
      List.of(
          DoubleIntegrator.KIND,
          PlanarPoint.KIND,
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

  /** A robot from a user's file, with settings over the defaults of its parameters. */
  public static Robot fromYaml(Path file, Map<String, Double> settings)
      throws YamlRefusal, RobotRefusal {
    return fromYaml(YamlDocument.read(file), settings);
  }

  /** A robot from a document already read. */
  public static Robot fromYaml(YamlNode document, Map<String, Double> settings)
      throws YamlRefusal, RobotRefusal {
    return RobotFile.read(document, settings);
  }

  /** A robot by its name or, where the text ends in .yaml or .yml, from that file. */
  public static Robot find(String nameOrFile, Map<String, Double> settings)
      throws YamlRefusal, RobotRefusal {
    if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml")) {
      try {
        return fromYaml(Path.of(nameOrFile), settings);
      } catch (InvalidPathException e) {
        throw new RobotRefusal("'" + nameOrFile + "' is not the path of a file");
      }
    }
    return create(nameOrFile, settings);
  }
}
