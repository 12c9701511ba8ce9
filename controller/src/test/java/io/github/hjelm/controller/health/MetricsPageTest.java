package io.github.hjelm.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.LinkStatus.State;
import io.github.hjelm.sensors.time.HandSetClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on metrics says what is exported, and nothing else. */
class MetricsPageTest {

  private static final Pattern SERIES =
      Pattern.compile("(hjelm_\\w+?)(_bucket|_sum|_count)?\\{(.*)} .*");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");

  @Test
  void theTableIsWhatIsExported() throws Exception {
    assertEquals(new TreeSet<>(exportedRows()), new TreeSet<>(rows("| `hjelm_")));
  }

  @Test
  void theTableIsInTheOrderOfTheCode() throws Exception {
    assertEquals(
        Arrays.stream(LoopMetric.values()).map(LoopMetric::exportedName).toList(),
        rows("| `hjelm_").stream().map(row -> row.split("`", -1)[1]).toList());
  }

  @Test
  void everyReasonIsToldWithItsHealth() throws Exception {
    List<String> told =
        Arrays.stream(Ailment.values())
            .map(ailment -> "| `" + ailment + "` | `" + ailment.health() + "` |")
            .toList();
    List<String> page =
        Files.readAllLines(Path.of("docs", "metrics.md")).stream()
            .filter(row -> row.matches("\\| `[A-Z_]+` \\| `(DOWN|DEGRADED)` \\|.*"))
            .map(row -> row.substring(0, row.indexOf('|', row.indexOf('|', 2) + 1) + 1))
            .toList();
    assertEquals(told, page);
  }

  private static List<String> rows(String beginning) throws Exception {
    return Files.readAllLines(Path.of("docs", "metrics.md")).stream()
        .filter(row -> row.startsWith(beginning))
        .toList();
  }

  /** A row for each metric, made from nothing but the text that Prometheus reads. */
  private static List<String> exportedRows() {
    Map<String, String> help = new TreeMap<>();
    Map<String, String> type = new TreeMap<>();
    Map<String, Set<String>> labels = new TreeMap<>();
    for (String line : exported().lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP hjelm_")) {
        help.put(words[2], words[3]);
      } else if (line.startsWith("# TYPE hjelm_")) {
        type.put(words[2], words[3].toLowerCase(Locale.ROOT));
      } else if (line.startsWith("hjelm_")) {
        Matcher series = SERIES.matcher(line);
        if (!series.matches()) {
          throw new AssertionError("not a series: " + line);
        }
        Set<String> names = labels.computeIfAbsent(series.group(1), name -> new TreeSet<>());
        LABEL.matcher(series.group(3)).results().forEach(label -> names.add(label.group(1)));
      }
    }
    assertEquals(help.keySet(), labels.keySet());
    return help.keySet().stream()
        .map(
            name ->
                "| `%s` | %s | %s | %s |"
                    .formatted(
                        name,
                        type.get(name),
                        Objects.requireNonNull(labels.get(name)).stream()
                            .filter(label -> !label.equals("robot") && !label.equals("le"))
                            .map(label -> "`" + label + "`")
                            .collect(Collectors.joining()),
                        help.get(name)))
        .toList();
  }

  private static String exported() {
    FleetHealth fleet = new FleetHealth(HealthLimits.usual(), new HandSetClock(0));
    LinkStatus link = new LinkStatus(State.CONNECTED, 1, 0, 0, 0, 0, 0, 0, "");
    try (PrometheusMetrics metrics = new PrometheusMetrics(fleet)) {
      fleet.add(
          new RobotVitals("amr-1", new CycleTiming(1, 1, 0, 1), () -> 0), () -> link, () -> 0);
      return metrics.text();
    }
  }
}
