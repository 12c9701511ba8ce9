package io.github.hjelm.export.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartsTest {

  private static List<Double> numbers(String svg, String pattern) {
    return Pattern.compile(pattern)
        .matcher(svg)
        .results()
        .map((MatchResult match) -> Double.valueOf(match.group(1)))
        .toList();
  }

  @Test
  void powerLawsAreStraightLines() {
    CurveChart chart = CurveChart.logLog("h", "error");
    chart.add("second order", new double[] {0.4, 0.2, 0.1}, new double[] {0.16, 0.04, 0.01});
    String svg = chart.svg();
    List<Double> x = numbers(svg, "cx=\"([0-9.]+)\"");
    List<Double> y = numbers(svg, "cy=\"([0-9.]+)\"");
    assertEquals(3, x.size());
    assertEquals(x.get(0) - x.get(1), x.get(1) - x.get(2), 0.2);
    assertEquals(y.get(0) - y.get(1), y.get(1) - y.get(2), 0.2);
    // A larger error stands higher, which is a smaller y.
    assertTrue(y.get(0) < y.get(2), svg);
  }

  @Test
  void whatHasNoLogarithmIsLeftOut() {
    CurveChart chart = CurveChart.logLog("h", "error");
    chart.add(
        "<broken>",
        new double[] {0.4, 0.2, 0.1, 0.05},
        new double[] {0.16, 0, Double.NaN, Double.POSITIVE_INFINITY});
    chart.add("whole", new double[] {0.4, 0.2}, new double[] {1, 2});
    String svg = chart.svg();
    assertEquals(3, numbers(svg, "cx=\"([0-9.]+)\"").size());
    assertTrue(svg.contains("&lt;broken&gt;"), svg);
    assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    assertFalse(CurveChart.logLog("h", "error").svg().contains("<svg"), "an empty frame");
  }

  @Test
  void barsAreAsLongAsTheirNumbers() {
    BarChart chart = new BarChart(" %");
    chart.add("slow", "ours", 25);
    chart.add("slow", "theirs", 100);
    chart.add("fast", "ours", 0);
    String svg = chart.svg();
    List<Double> widths = numbers(svg, "<rect [^>]*width=\"([0-9.]+)\"");
    assertEquals(4 * widths.get(0), widths.get(1), 0.2);
    assertTrue(widths.get(2) <= 1, svg);
    assertTrue(svg.contains(">25 %<") && svg.contains(">100 %<"), svg);
    List<String> colours =
        Pattern.compile("<rect [^>]*fill=\"(#[0-9a-f]+)\"")
            .matcher(svg)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertEquals(colours.get(0), colours.get(2));
    assertFalse(colours.get(0).equals(colours.get(1)), svg);
  }
}
