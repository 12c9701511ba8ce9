package io.github.hjelm.deploy;

import io.github.hjelm.sensors.robot.ParameterValues;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.sim.WorldCatalog;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which simulated robot, where, and how it behaves; the same in every command that simulates. */
final class RobotOptions {

  @Option(
      names = "--world",
      paramLabel = "NAME|FILE",
      description =
          "What the robot can run into: open, corridor, warehouse, posts, or a file, world or map.yaml.")
  private @Nullable String world;

  @Option(names = "--rate", paramLabel = "HZ", description = "Control periods per second (100).")
  private @Nullable String rate;

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random (1).")
  private @Nullable String seed;

  @Option(names = "--codec", paramLabel = "NAME", description = "binary, binary-float32 or json.")
  private @Nullable String codec;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {
        "A parameter of the robot or a setting of the simulation, such as",
        "delay=20ms, noise=0.01 or disturbance=random; may be given several times."
      })
  private List<String> settings = new ArrayList<>();

  /**
   * A robot that stands where its demonstration starts.
   *
   * @param model a name of the catalogue, or a YAML file
   * @param standardCodec the codec unless the user names one
   */
  SimulatedRobot simulated(String model, String standardCodec)
      throws RobotRefusal, SimRefusal, YamlRefusal {
    boolean isFile = model.endsWith(".yaml") || model.endsWith(".yml");
    Predicate<String> isOfRobot =
        isFile ? name -> !isSetting(name) : name -> isParameter(model, name);
    if (!isFile) {
      RobotCatalog.kind(model); // an unknown robot is refused before its settings
    }
    List<String> ofRobot = new ArrayList<>();
    Map<String, String> ofSimulation = new LinkedHashMap<>();
    ofSimulation.put("codec", codec == null ? standardCodec : codec);
    put(ofSimulation, "rate", rate);
    put(ofSimulation, "seed", seed);
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new InputRefusal("--set '" + setting + "' is not NAME=VALUE.");
      }
      String name = setting.substring(0, equals);
      if (isOfRobot.test(name)) {
        ofRobot.add(setting);
      } else {
        ofSimulation.put(name, setting.substring(equals + 1));
      }
    }
    Robot robot = RobotCatalog.find(model, ParameterValues.parse(ofRobot));
    Optional<FreeSpace> surroundings =
        world == null ? Optional.empty() : Optional.of(WorldCatalog.freeSpace(world));
    return new SimulatedRobot(robot, surroundings, SimSettings.of(robot.name(), ofSimulation));
  }

  /** Where a robot is given, none of these can be set but the seed. */
  void refuseSettings(String why) {
    if (world != null || rate != null || codec != null || !settings.isEmpty()) {
      throw new InputRefusal("--world, --rate, --codec and --set go with --drive; " + why + ".");
    }
  }

  /** The seed, 1 unless somebody said otherwise. */
  long seed() {
    try {
      return seed == null ? 1 : Long.parseLong(seed);
    } catch (NumberFormatException e) {
      throw new InputRefusal("--seed '" + seed + "' is not a whole number.");
    }
  }

  private static void put(Map<String, String> settings, String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }

  private static boolean isParameter(String model, String name) {
    return RobotCatalog.kinds().stream()
        .filter(kind -> kind.name().equals(model))
        .flatMap(kind -> kind.parameters().stream())
        .anyMatch(parameter -> parameter.name().equals(name));
  }

  private static boolean isSetting(String name) {
    return name.startsWith("noise.")
        || SimSettings.all().stream().anyMatch(setting -> setting.name().equals(name));
  }
}
