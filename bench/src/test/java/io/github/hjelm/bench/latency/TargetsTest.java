package io.github.hjelm.bench.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static final String SLOPE = "slope of resident memory over half an hour, in MB per h";

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
    assertEquals(
        "not measured",
        verdicts.get(
            "W3: service p50 of Python with ONNX Runtime over ours with `engine: vector`"));
    assertEquals("missed", verdicts.get("from calling the launcher to the first command, in s"));
    assertEquals("met", verdicts.get("memory resident with TensorFlow loaded, in MB"));
    assertEquals("not measured", verdicts.get(SLOPE), "half a minute");
    assertEquals(11, verdicts.size(), "other workloads took no part");
  }

  private static Targets.Line slope(double minutes, DoubleUnaryOperator mbAtHour) {
    LatencyReport report = Reports.of(List.of(), Reports.remembering("ours", minutes, mbAtHour));
    return Targets.of(report).stream()
        .filter(line -> line.what().equals(SLOPE))
        .findFirst()
        .orElseThrow();
  }

  /** Memory that is taken and given back over minutes, by some MB. */
  private static double restless(double hour) {
    return 3 * Math.sin(200 * hour) + 2 * Math.sin(71 * hour + 1);
  }

  @Test
  void memoryThatComesAndGoesIsSteady() {
    Targets.Line line = slope(30, hour -> 400 + restless(hour));
    assertEquals("met", line.verdict(), line::measured);
    assertTrue(line.measured().matches("\\S+ \\[-.*, [^-]*]"), line::measured);
  }

  @Test
  void memoryThatGrowsWhateverElseItDoesIsMissed() {
    Targets.Line line = slope(30, hour -> 400 + 40 * hour + restless(hour));
    assertEquals("missed", line.verdict(), line::measured);
    line = slope(30, hour -> 400 + 2.1 * hour);
    assertEquals("missed", line.verdict(), line::measured);
    assertEquals("2.10 [2.10, 2.10]", line.measured());
  }

  @Test
  void growthThatCannotMatterIsMetHoweverCertain() {
    assertEquals("met", slope(30, hour -> 400 + 1.9 * hour).verdict());
    assertEquals("met", slope(30, hour -> 400 - 40 * hour).verdict(), "it becomes less");
  }

  @Test
  void theFirstTenthIsForSettling() {
    Targets.Line line = slope(30, hour -> hour < 0.049 ? 300 : 400 + 4 * hour);
    assertEquals("4.00 [4.00, 4.00]", line.measured());
    assertNotEquals(
        line.measured(), slope(30, hour -> hour < 0.06 ? 300 : 400 + 4 * hour).measured());
  }

  @Test
  void aShortRunOrAnUnknownProcessHasNoSlope() {
    DoubleUnaryOperator growing = hour -> 400 + 40 * hour;
    assertEquals("not measured", slope(24.9, growing).verdict());
    assertEquals("missed", slope(25.1, growing).verdict());
    assertEquals("not measured", slope(30, hour -> Double.NaN).verdict());
    assertEquals("not measured", slope(30, hour -> hour < 0.4 ? hour : Double.NaN).verdict());
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
