package io.github.hjelm.export.hjb.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.sensors.robot.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the table of problems in the README as the catalogue is. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- begin problems -->\n";
  private static final String END = "<!-- end problems -->";

  @Test
  void listsEveryProblemWithItsSettings() throws IOException, SolveRefusal {
    String page = Files.readString(README);
    int from = page.indexOf(BEGIN);
    int to = page.indexOf(END);
    assertTrue(from >= 0 && to > from, "README.md has lost the markers of its problems");
    String before = page.substring(0, from + BEGIN.length());
    if (Boolean.getBoolean("hjelm.write-docs")) {
      Files.writeString(README, before + table() + page.substring(to));
      return;
    }
    assertEquals(
        table(),
        page.substring(before.length(), to),
        "README.md is stale, write it again with: mvn test -pl model-export -am -Dtest=ReadmeTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dhjelm.write-docs=true");
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
