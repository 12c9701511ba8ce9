package io.github.hjelm.deploy;

import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.ParameterValues;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotKind;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.sim.World;
import io.github.hjelm.sensors.sim.WorldCatalog;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which simulated robot, where, and how it behaves; the same in every command that simulates. */
final class RobotOptions {

  @Option(
      names = "--world",
      paramLabel = "NAME|FILE",
      description = "What the robot can run into: open, corridor, warehouse, or a YAML file.")
  private @Nullable String world;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {
        "A parameter of the robot or a setting of the simulation, such as rate=200,",
        "delay=20ms, noise=0.01 or disturbance=random; may be given several times."
      })
  private List<String> settings = new ArrayList<>();

  /**
   * A robot that stands where its demonstration starts.
   *
   * @param model a name of the catalogue, or a YAML file
   */
  SimulatedRobot simulated(String model) throws RobotRefusal, SimRefusal, YamlRefusal {
    boolean isFile = model.endsWith(".yaml") || model.endsWith(".yml");
    Set<String> parameters = isFile ? Set.of() : parameters(RobotCatalog.kind(model));
    List<String> ofRobot = new ArrayList<>();
    Map<String, String> ofSimulation = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new InputRefusal("--set '" + setting + "' is not NAME=VALUE.");
      }
      String name = setting.substring(0, equals);
      if (parameters.contains(name)) {
        ofRobot.add(setting);
      } else {
        ofSimulation.put(name, setting.substring(equals + 1));
      }
    }
    Robot robot = RobotCatalog.find(model, ParameterValues.parse(ofRobot));
    Optional<World> surroundings =
        world == null ? Optional.empty() : Optional.of(WorldCatalog.find(world));
    return new SimulatedRobot(robot, surroundings, SimSettings.of(robot.name(), ofSimulation));
  }

  private static Set<String> parameters(RobotKind kind) {
    return kind.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
  }
}
