package io.github.hjelm.sensors.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.robot.formula.Function;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/robots.md as the code is. */
class RobotsPageTest {

  private static final Path PAGE = Path.of("docs", "robots.md");
  private static final String HOW =
      "docs/robots.md is stale, write it again with: mvn test -pl sensors -Dtest=RobotsPageTest"
          + " -Dhjelm.write-docs=true";

  @Test
  void pageShowsTheCatalogueAndTheExample() throws Exception {
    String page = Files.readString(PAGE);
    String example =
        "```yaml\n"
            + Files.readString(Path.of("examples", "robots", "differential-drive.yaml"))
            + "```\n";
    String expected = between(page, "<!-- robots:", catalogue());
    expected = between(expected, "<!-- example:", example);
    if (Boolean.getBoolean("hjelm.write-docs")) {
      Files.writeString(PAGE, expected);
      return;
    }
    assertEquals(expected, page, HOW);
  }

  @Test
  void pageNamesEveryFunction() throws IOException {
    String page = Files.readString(PAGE);
    for (Function function : Function.values()) {
      assertTrue(page.contains("`" + function.written() + "`"), function + ": " + HOW);
    }
  }

  /** The page with other lines between two markers. */
  private static String between(String page, String marker, String lines) {
    int begin = page.indexOf('\n', page.indexOf(marker + "begin")) + 1;
    int end = page.indexOf(marker + "end");
    assertTrue(begin > 0 && end >= begin, "the page has lost its markers " + marker);
    return page.substring(0, begin) + lines + page.substring(end);
  }

  private static String catalogue() throws RobotRefusal {
    StringBuilder text = new StringBuilder();
    for (RobotKind kind : RobotCatalog.kinds()) {
      Robot robot = kind.create(Map.of());
      text.append("\n### `").append(kind.name()).append("`\n\n");
      text.append(sentence(kind.description())).append("\n\n");
      text.append("| | name | unit | from | to |\n|---|---|---|---|---|\n");
      rows(text, "state", robot.states());
      rows(text, "control", robot.controls());
      rows(text, "disturbance", robot.disturbances());
      text.append("\n| parameter | default | unit | allowed | meaning |\n|---|---|---|---|---|\n");
      for (Parameter parameter : kind.parameters()) {
        text.append(
            row(
                "`" + parameter.name() + "`",
                number(parameter.value()),
                parameter.unit(),
                number(parameter.lower()) + " … " + number(parameter.upper()),
                parameter.meaning()));
      }
    }
    return text.append('\n').toString();
  }

  private static void rows(StringBuilder text, String what, List<Quantity> quantities) {
    for (Quantity quantity : quantities) {
      String label = quantity.periodic() ? "periodic " + what : what;
      text.append(
          row(
              label,
              "`" + quantity.name() + "`",
              quantity.unit(),
              number(quantity.lower()),
              number(quantity.upper())));
    }
  }

  private static String row(String... cells) {
    return Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String sentence(String description) {
    return Character.toUpperCase(description.charAt(0)) + description.substring(1) + ".";
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return "";
    }
    for (int turns = -2; turns <= 2; turns++) {
      if (turns != 0 && value == turns * Math.PI) {
        return (turns < 0 ? "-" : "") + (Math.abs(turns) == 1 ? "" : "2") + "π";
      }
    }
    return value == Math.rint(value) && Math.abs(value) < 1e7
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
