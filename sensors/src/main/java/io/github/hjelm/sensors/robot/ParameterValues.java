package io.github.hjelm.sensors.robot;

import io.github.hjelm.sensors.yaml.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of one robot with what a user has set: checked, complete, in order. */
public final class ParameterValues {

  private final Map<String, Double> values;

  private ParameterValues(Map<String, Double> values) {
    this.values = values;
  }

  /**
   * Takes the settings over the defaults.
   *
   * @param robot the robot's name, for refusals
   * @param settings values by parameter name; what is not in it keeps its default
   */
  public static ParameterValues of(
      String robot, List<Parameter> parameters, Map<String, Double> settings) throws RobotRefusal {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      double value = settings.getOrDefault(parameter.name(), parameter.value());
      // Written so that NaN is refused.
      if (!(parameter.lower() <= value && value <= parameter.upper())) {
        throw new RobotRefusal(
            "robot %s: '%s' must lie in [%s, %s] %s, but is %s"
                .formatted(
                    robot,
                    parameter.name(),
                    parameter.lower(),
                    parameter.upper(),
                    parameter.unit(),
                    value));
      }
      values.put(parameter.name(), value);
    }
    for (String name : settings.keySet()) {
      if (!values.containsKey(name)) {
        throw new RobotRefusal(unknown(robot, name, new ArrayList<>(values.keySet())));
      }
    }
    return new ParameterValues(values);
  }

  private static String unknown(String robot, String name, List<String> known) {
    String proposal =
        Spelling.nearest(name, known).map(word -> ", did you mean '" + word + "'?").orElse("");
    String list = known.isEmpty() ? "it has none" : "it has " + String.join(", ", known);
    return "robot " + robot + " has no parameter '" + name + "'" + proposal + " (" + list + ")";
  }

  /** Reads {@code name=value} settings, as on the command line; a later one wins. */
  public static Map<String, Double> parse(List<String> settings) throws RobotRefusal {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new RobotRefusal("setting '" + setting + "' must be written name=value");
      }
      try {
        values.put(
            setting.substring(0, equals).trim(), Double.parseDouble(setting.substring(equals + 1)));
      } catch (NumberFormatException e) {
        throw new RobotRefusal("setting '" + setting + "' must end in a number");
      }
    }
    return values;
  }

  /** The value of a parameter that the robot declares. */
  public double of(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the robot declares no parameter '" + name + "'");
    }
    return value;
  }

  /** All values, in the order in which the robot declares them. */
  public Map<String, Double> asMap() {
    return Collections.unmodifiableMap(values);
  }
}
