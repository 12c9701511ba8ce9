package io.github.hjelm.export.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CurveChartTest {

  private static List<Double> numbers(String svg, String pattern) {
    return Pattern.compile(pattern)
        .matcher(svg)
        .results()
        .map(match -> Double.valueOf(match.group(1)))
        .toList();
  }

  @Test
  void linearAxesHoldZeroAndWhatIsBelow() {
    CurveChart chart = new CurveChart("step", Scale.LINEAR, "loss", Scale.LINEAR);
    chart.add("a", new double[] {0, 100, 200}, new double[] {2, 0, -2});
    List<Double> y = numbers(chart.svg(), "cy=\"([0-9.]+)\"");
    assertEquals(3, y.size());
    assertEquals(y.get(1) - y.get(0), y.get(2) - y.get(1), 0.2);
    assertTrue(y.get(0) < y.get(2), "more is higher");
  }

  @Test
  void intervalsReachFromTheirLowerToTheirUpperEnd() {
    CurveChart chart = new CurveChart("evaluations", Scale.LOG, "success", Scale.LINEAR);
    chart.add(
        "a",
        new double[] {1, 10},
        new double[] {0.5, 0.9},
        new double[] {0.4, 0.9},
        new double[] {0.7, 0.9});
    String svg = chart.svg();
    String upright =
        "<line x1=\"([0-9.]+)\" y1=\"[0-9.]+\" x2=\"\\1\" y2=\"[0-9.]+\" stroke=\"#2166ac\"";
    assertEquals(1, numbers(svg, upright).size(), "the second is a point");
    double middle = numbers(svg, "cy=\"([0-9.]+)\"").get(0);
    double lower = numbers(svg, "y1=\"([0-9.]+)\"[^>]*stroke=\"#2166ac\"").get(0);
    double upper = numbers(svg, "y2=\"([0-9.]+)\"[^>]*stroke=\"#2166ac\"").get(0);
    assertEquals(2 * (lower - middle), middle - upper, 0.3);
  }

  @Test
  void longCurvesAreLinesAlone() {
    CurveChart chart = new CurveChart("step", Scale.LINEAR, "loss", Scale.LOG);
    double[] ones = new double[100];
    java.util.Arrays.fill(ones, 1);
    chart.add("a", ones, ones);
    assertTrue(chart.svg().contains("<polyline"));
    assertTrue(!chart.svg().contains("<circle"));
  }

  @Test
  void thePictureHasTheCurvesColour() throws IOException {
    CurveChart chart = new CurveChart("step", Scale.LINEAR, "loss", Scale.LOG);
    BufferedImage empty = ImageIO.read(new ByteArrayInputStream(chart.png()));
    chart.add("a", new double[] {0, 100}, new double[] {1, 0.01});
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.png()));
    assertEquals(0, pixels(empty, 0x2166ac));
    assertTrue(pixels(image, 0x2166ac) > 500, "a curve across the sheet");
    assertNotEquals(0, pixels(image, 0x202020));
  }

  private static int pixels(BufferedImage image, int colour) {
    int found = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        found += (image.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
      }
    }
    return found;
  }
}
