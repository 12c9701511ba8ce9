package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A problem's parameters with what a user has set: checked, complete, in order. */
public final class Numbers {

  private final Map<String, Double> values;

  private Numbers(Map<String, Double> values) {
    this.values = values;
  }

  static Numbers of(String problem, List<Parameter> parameters, Map<String, String> settings)
      throws SolveRefusal {
    Map<String, Double> values = new LinkedHashMap<>();
    parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String name = setting.getKey();
      Parameter parameter =
          parameters.stream()
              .filter(one -> one.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new SolveRefusal(
                          "problem %s has no parameter '%s', %s"
                              .formatted(problem, name, Spelling.advice(name, values.keySet()))));
      values.put(name, number(problem, parameter, setting.getValue()));
    }
    return new Numbers(values);
  }

  private static double number(String problem, Parameter parameter, String written)
      throws SolveRefusal {
    double value;
    try {
      value = Double.parseDouble(written);
    } catch (NumberFormatException e) {
      throw new SolveRefusal(
          "problem %s: '%s' must be a number, but is '%s'"
              .formatted(problem, parameter.name(), written));
    }
    // Written so that NaN is refused.
    if (!(parameter.lower() <= value && value <= parameter.upper())) {
      throw new SolveRefusal(
          "problem %s: '%s' must lie in [%s, %s] %s, but is %s"
              .formatted(
                  problem,
                  parameter.name(),
                  parameter.lower(),
                  parameter.upper(),
                  parameter.unit(),
                  written));
    }
    return value;
  }

  /** The value of a declared parameter. */
  public double of(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the problem declares no parameter '" + name + "'");
    }
    return value;
  }

  Map<String, Object> asMap() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static Robot robot(String kind, Map<String, Double> settings) throws SolveRefusal {
    try {
      return RobotCatalog.create(kind, settings);
    } catch (RobotRefusal e) {
      throw new SolveRefusal(e.sentence());
    }
  }
}
