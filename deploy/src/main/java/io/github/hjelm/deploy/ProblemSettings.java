package io.github.hjelm.deploy;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code --set} may say to one problem; checked before anything is solved. */
final class ProblemSettings {

  private final Problem problem;

  ProblemSettings(Problem problem) {
    this.problem = problem;
  }

  /** The settings by name; a later one wins. */
  Map<String, String> checked(List<String> settings) throws SolveRefusal {
    Map<String, String> values = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new SolveRefusal("--set '" + setting + "' is not NAME=VALUE");
      }
      String name = setting.substring(0, equals).strip();
      String value = setting.substring(equals + 1).strip();
      check(name, value);
      values.put(name, value);
    }
    return values;
  }

  private void check(String name, String value) throws SolveRefusal {
    List<String> known = new ArrayList<>();
    for (Parameter parameter : problem.parameters()) {
      if (parameter.name().equals(name)) {
        checkNumber(parameter, value);
        return;
      }
      known.add(parameter.name());
    }
    for (TextSetting setting : problem.textSettings()) {
      if (setting.name().equals(name)) {
        return;
      }
      known.add(setting.name());
    }
    throw new SolveRefusal(
        "problem %s has no parameter '%s', %s"
            .formatted(problem.name(), name, Spelling.advice(name, known)));
  }

  private void checkNumber(Parameter parameter, String value) throws SolveRefusal {
    double number = Words.parsed(value);
    // Written so that NaN is refused.
    if (!(parameter.lower() <= number && number <= parameter.upper())) {
      throw new SolveRefusal(
          "problem %s: '%s' must be a number in [%s, %s] %s, but is '%s'"
              .formatted(
                  problem.name(),
                  parameter.name(),
                  Words.number(parameter.lower()),
                  Words.number(parameter.upper()),
                  parameter.unit(),
                  value)
              .replace(" ,", ","));
    }
  }
}
