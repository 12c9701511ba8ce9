package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A problem's settings over its defaults: checked, complete, in the order of declaration. */
final class ProblemSettings {

  private final Map<String, Object> values;

  private ProblemSettings(Map<String, Object> values) {
    this.values = values;
  }

  static ProblemSettings of(Problem problem, SolveRequest request) throws SolveRefusal {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : problem.parameters()) {
      String written = request.settings().get(parameter.name());
      values.put(
          parameter.name(),
          written == null ? parameter.value() : number(problem, parameter, written));
    }
    for (TextSetting setting : problem.textSettings()) {
      values.put(
          setting.name(), request.settings().getOrDefault(setting.name(), setting.standard()));
    }
    List<String> known = new ArrayList<>(values.keySet());
    for (String name : request.settings().keySet()) {
      if (!values.containsKey(name)) {
        throw new SolveRefusal(
            problem.name() + " has no setting '" + name + "', " + Spelling.advice(name, known));
      }
    }
    return new ProblemSettings(values);
  }

  private static double number(Problem problem, Parameter parameter, String written)
      throws SolveRefusal {
    double value;
    try {
      value = Double.parseDouble(written);
    } catch (NumberFormatException e) {
      throw new SolveRefusal(
          "%s: '%s' must be a number, but is '%s'"
              .formatted(problem.name(), parameter.name(), written));
    }
    // Written so that NaN is refused.
    if (value >= parameter.lower() && value <= parameter.upper()) {
      return value;
    }
    throw new SolveRefusal(
        "%s: '%s' must lie in [%s, %s] %s, but is %s"
            .formatted(
                problem.name(),
                parameter.name(),
                parameter.lower(),
                parameter.upper(),
                parameter.unit(),
                written));
  }

  double number(String name) {
    if (values.get(name) instanceof Double number) {
      return number;
    }
    throw new IllegalArgumentException("no number is declared as '" + name + "'");
  }

  String text(String name) {
    if (values.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("no text is declared as '" + name + "'");
  }

  Map<String, Object> asMap() {
    return values;
  }
}
