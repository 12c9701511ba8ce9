package io.github.hjelm.export.task;

import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A task's settings over its defaults: checked, complete, in the order of declaration. */
public final class TaskSettings {

  private final Map<String, Object> values;

  private TaskSettings(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  static TaskSettings of(
      String task,
      List<Parameter> parameters,
      List<TextSetting> textSettings,
      Map<String, String> given)
      throws TaskRefusal {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String written = given.get(parameter.name());
      values.put(
          parameter.name(), written == null ? parameter.value() : number(task, parameter, written));
    }
    for (TextSetting setting : textSettings) {
      values.put(setting.name(), given.getOrDefault(setting.name(), setting.standard()));
    }
    List<String> known = new ArrayList<>(values.keySet());
    for (String name : given.keySet()) {
      if (!values.containsKey(name)) {
        throw new TaskRefusal(
            "task " + task + " has no setting '" + name + "', " + Spelling.advice(name, known));
      }
    }
    return new TaskSettings(values);
  }

  private static double number(String task, Parameter parameter, String text) throws TaskRefusal {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    // Written so that NaN is refused.
    if (parameter.lower() <= value && value <= parameter.upper()) {
      return value;
    }
    throw new TaskRefusal(
        "task %s: '%s' must be a number in [%s, %s] %s, but is '%s'"
            .formatted(
                task,
                parameter.name(),
                parameter.lower(),
                parameter.upper(),
                parameter.unit(),
                text));
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

  /** Every setting by name: numbers as {@link Double}, texts as {@link String}. */
  public Map<String, Object> asMap() {
    return values;
  }
}
