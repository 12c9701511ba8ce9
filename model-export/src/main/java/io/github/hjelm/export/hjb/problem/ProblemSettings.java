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
public final class ProblemSettings {

  /** Whole numbers from here on are read more easily with an exponent. */
  private static final double WHOLE_BELOW = 1e7;

  private final Map<String, Object> values;

  private ProblemSettings(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * What a request sets, and the defaults of everything else.
   *
   * @throws SolveRefusal when a name is not one of the problem's, or a number out of its range
   */
  public static ProblemSettings of(Problem problem, SolveRequest request) throws SolveRefusal {
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
            problem.name() + " has no parameter '" + name + "', " + Spelling.advice(name, known));
      }
    }
    return new ProblemSettings(values);
  }

  private static double number(Problem problem, Parameter parameter, String text)
      throws SolveRefusal {
    double value = parsed(text);
    // Written so that NaN is refused.
    if (parameter.lower() <= value && value <= parameter.upper()) {
      return value;
    }
    String unit = parameter.unit().isEmpty() ? "" : " " + parameter.unit();
    throw new SolveRefusal(
        "%s: '%s' must be a number in [%s, %s]%s, but is '%s'"
            .formatted(
                problem.name(),
                parameter.name(),
                written(parameter.lower()),
                written(parameter.upper()),
                unit,
                text));
  }

  /** NaN where a text is no number. */
  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** As a person writes it: 5 and not 5.0. */
  private static String written(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < WHOLE_BELOW;
    return whole ? Long.toString((long) value) : Double.toString(value);
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
