package io.github.hjelm.sensors.robot;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A robot that can be made by name.
 *
 * @param description one line for help and documentation
 */
public record RobotKind(
    String name,
    String description,
    List<Parameter> parameters,
    Function<ParameterValues, Robot> factory) {

  public RobotKind {
    parameters = List.copyOf(parameters);
  }

  /** A robot with these settings and defaults for the rest. */
  public Robot create(Map<String, Double> settings) throws RobotRefusal {
    return factory.apply(values(settings));
  }

  /** What every parameter is under these settings. */
  public ParameterValues values(Map<String, Double> settings) throws RobotRefusal {
    return ParameterValues.of(name, parameters, settings);
  }
}
