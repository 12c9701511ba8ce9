package io.github.hjelm.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static Map<String, String> verdicts(LatencyReport report) {
    return Targets.of(report).stream()
        .collect(Collectors.toMap(Targets.Line::what, Targets.Line::verdict));
  }

  @Test
  void saysWhatIsReachedWhatIsMissedAndWhatNobodyMeasured() {
    LatencyReport report =
        Reports.of(
            List.of(),
            Reports.contestant("ours", 120, 1, 1),
            Reports.contestant("c", 100, 1, 2),
            Reports.contestant("python-onnxruntime", 180, 1, 3));
    Map<String, String> verdicts = verdicts(report);
    assertEquals("met", verdicts.get("W3: service p50 over the C floor's"));
    assertEquals(
        "missed", verdicts.get("W3: service p50 of Python with ONNX Runtime over ours"), "1.5");
    assertEquals("not measured", verdicts.get("W3: service p50 of Python with PyTorch over ours"));
    assertEquals("missed", verdicts.get("start to ready for commands, in s"));
    assertEquals("met", verdicts.get("memory resident with TensorFlow loaded, in MB"));
    assertEquals(7, verdicts.size(), "other workloads took no part");
  }

  @Test
  void aFloorThatIsFarBelowIsMissed() {
    LatencyReport report =
        Reports.of(
            List.of(), Reports.contestant("ours", 140, 1, 1), Reports.contestant("c", 100, 1, 2));
    assertEquals("missed", verdicts(report).get("W3: service p50 over the C floor's"));
    for (String text : List.of(LatencyText.summary(report), LatencyText.of(report))) {
      assertTrue(
          text.lines().anyMatch(line -> line.contains("C floor's") && line.contains("missed")),
          text);
    }
    assertTrue(LatencyPage.of(report).contains("<td class=\"missed\">missed</td>"));
  }
}
