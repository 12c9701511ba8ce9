package io.github.hjelm.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportComparisonTest {

  @TempDir private Path folder;

  private static LatencyReport run(double oursUs, double mood, long seed) {
    return Reports.of(
        List.of(),
        Reports.contestant("floor", 80, mood, seed + 1_000),
        Reports.contestant("ours", oursUs, mood, seed));
  }

  @Test
  void aSlowerStackIsARegression() throws IOException {
    ReportComparison comparison = ReportComparison.of(run(100, 1, 1), run(110, 1, 2));
    assertTrue(comparison.regressed());
    ReportComparison.Line line = comparison.lines().get(0);
    assertEquals("floor", line.floor());
    assertEquals(1.1, line.change().ratio(), 0.02);
    assertTrue(comparison.markdown().contains("**worse**"), comparison::markdown);
  }

  @Test
  void aSlowerMachineIsNone() throws IOException {
    ReportComparison comparison = ReportComparison.of(run(100, 1, 1), run(100, 1.5, 2));
    assertFalse(comparison.regressed(), comparison::markdown);
    assertEquals(1, comparison.lines().get(0).change().ratio(), 0.02);
  }

  @Test
  void aFasterStackIsNone() throws IOException {
    ReportComparison comparison = ReportComparison.of(run(100, 1, 1), run(90, 1, 2));
    assertFalse(comparison.regressed());
    assertTrue(comparison.lines().get(0).change().smaller());
    assertTrue(comparison.markdown().contains("better"), comparison::markdown);
  }

  @Test
  void withoutACommonFloorFiguresStandAlone() throws IOException {
    LatencyReport alone = Reports.of(List.of(), Reports.contestant("ours", 100, 1, 1));
    ReportComparison comparison = ReportComparison.of(alone, run(100, 1.5, 2));
    assertEquals("", comparison.lines().get(0).floor());
    assertTrue(comparison.regressed());
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    LatencyReport report = run(100, 1, 1);
    Path file = folder.resolve("x.json");
    new ObjectMapper().writeValue(file.toFile(), report);
    LatencyReport read = ReportComparison.read(file);
    assertEquals(report, read);
    assertFalse(ReportComparison.of(read, report).regressed());
  }

  @Test
  void aFigureThatAnOlderFileDoesNotHaveIsUnknown() throws IOException {
    LatencyReport report = run(100, 1, 1);
    JsonNode older = new ObjectMapper().valueToTree(report);
    for (JsonNode workload : older.get("workloads")) {
      for (JsonNode stack : workload.get("stacks")) {
        ((ObjectNode) stack)
            .remove(List.of("voluntarySwitchesPerThousand", "involuntarySwitchesPerThousand"));
        stack.get("rounds").forEach(line -> ((ObjectNode) line).remove("cpuPressure"));
      }
    }
    Path file = folder.resolve("x.json");
    new ObjectMapper().writeValue(file.toFile(), older);
    LatencyReport read = ReportComparison.read(file);
    StackReport stack = read.workloads().get(0).stacks().get(0);
    assertEquals(Double.NaN, stack.voluntarySwitchesPerThousand());
    assertEquals(Double.NaN, stack.involuntarySwitchesPerThousand());
    assertEquals(Double.NaN, stack.rounds().get(0).cpuPressure());
    assertTrue(read.workloads().get(0).cpuPressure().isEmpty());
    assertTrue(report.workloads().get(0).cpuPressure().isPresent());
    assertEquals(report.workloads().get(0).stacks().get(0).residentMb(), stack.residentMb());
    assertFalse(ReportComparison.of(read, report).regressed());
  }

  @Test
  void refusesOneWithProcessorsAwakeBesideOneWithout() throws IOException {
    LatencyReport asleep = run(100, 1, 1);
    ObjectNode other = new ObjectMapper().valueToTree(asleep);
    other.putObject("facts").put(LatencyReport.PROCESSORS, "kept awake (/dev/x = 0)");
    LatencyReport awake = new ObjectMapper().treeToValue(other, LatencyReport.class);
    assertTrue(awake.origin().endsWith("Seed 1. Processors kept awake (/dev/x = 0)."));
    assertFalse(ReportComparison.of(awake, awake).regressed());
    IOException refusal = assertThrows(IOException.class, () -> ReportComparison.of(asleep, awake));
    assertTrue(String.valueOf(refusal.getMessage()).contains("in the new report alone"));
  }

  @Test
  void refusesWhatMustNotBeBelieved() throws IOException {
    Path file = folder.resolve("x.json");
    LatencyReport invalid =
        Reports.of(List.of("the bench was late"), Reports.contestant("ours", 100, 1, 1));
    new ObjectMapper().writeValue(file.toFile(), invalid);
    IOException refusal = assertThrows(IOException.class, () -> ReportComparison.read(file));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("the bench was late"), refusal::getMessage);
    for (String text : List.of("{", "[]", "{\"format\": 99}", "no")) {
      Files.writeString(file, text);
      refusal = assertThrows(IOException.class, () -> ReportComparison.read(file));
      assertTrue(
          String.valueOf(refusal.getMessage()).startsWith(file.toString()), refusal::getMessage);
    }
  }
}
