package io.github.hjelm.export.hjb.catalog;

import io.github.hjelm.export.GeneratedTable;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.sensors.robot.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the table of problems in the README as the catalogue is. */
class ReadmeTest {

  @Test
  void listsEveryProblemWithItsSettings() throws IOException, SolveRefusal {
    GeneratedTable.assertCurrent("problems", "ReadmeTest", table());
  }

  private static String table() throws SolveRefusal {
    StringBuilder text = new StringBuilder();
    text.append("| problem | it is | `--certify` | `--set`, with defaults |\n|---|---|---|---|\n");
    for (Problem problem : ProblemCatalog.standard().problems()) {
      boolean certifiable = problem.avoidGame(SolveRequest.standard()).isPresent();
      text.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  problem.name(),
                  problem.summary(),
                  certifiable ? "yes" : "",
                  String.join(", ", settings(problem))));
    }
    return text.toString();
  }

  private static List<String> settings(Problem problem) {
    List<String> settings = new ArrayList<>();
    for (Parameter parameter : problem.parameters()) {
      String unit = parameter.unit().equals("1") ? "" : " " + parameter.unit();
      settings.add("`%s=%s`%s".formatted(parameter.name(), number(parameter.value()), unit));
    }
    for (TextSetting setting : problem.textSettings()) {
      settings.add("`%s=%s`".formatted(setting.name(), setting.standard()));
    }
    return settings;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
