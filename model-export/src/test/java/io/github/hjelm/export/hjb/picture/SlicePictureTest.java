package io.github.hjelm.export.hjb.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Cone;
import io.github.hjelm.export.hjb.Solution;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SlicePictureTest {

  private static final int COUNT = 41;

  private static TableSlice cone(Map<String, Double> places) {
    Solution cone = Cone.solution(COUNT, false);
    return TableSlice.of(cone.grid(), cone.values()::get, places);
  }

  @Test
  void zeroLevelOfAConeIsItsCircle() {
    TableSlice slice = cone(Map.of());
    double spacing = slice.axis(0).spacing();
    double[] place = new double[6];
    int points = 0;
    for (PathIterator path = ZeroLevel.of(slice).getPathIterator(null); !path.isDone(); ) {
      path.currentSegment(place);
      double radius = Math.hypot(-1 + place[0] * spacing, -1 + place[1] * spacing);
      // Linear interpolation of a curve errs by no more than spacing²/(8 radius) and the like.
      assertEquals(Cone.RADIUS_M, radius, spacing * spacing);
      points++;
      path.next();
    }
    assertTrue(points > 100, points + " points");
  }

  @Test
  void saddlesAreSplitByTheirMean() {
    Grid cell =
        new Grid(
            List.of(new GridAxis("x", "", 0, 1, 2, false), new GridAxis("y", "", 0, 1, 2, false)));
    // Corners in C order: (0,0), (0,1), (1,0), (1,1); the positive pair is connected.
    IntToDoubleFunction values = node -> new double[] {3, -1, -1, 3}[node];
    double[] from = new double[6];
    double[] to = new double[6];
    PathIterator path = ZeroLevel.of(TableSlice.of(cell, values, Map.of())).getPathIterator(null);
    for (int line = 0; line < 2; line++) {
      path.currentSegment(from);
      path.next();
      path.currentSegment(to);
      path.next();
      // Each cuts off a negative corner, (1, 0) or (0, 1), so its middle is near that one.
      assertEquals(0.75, Math.abs(from[0] + to[0] - from[1] - to[1]) / 2, 1e-12);
    }
    assertTrue(path.isDone());
  }

  @Test
  void referenceIsDashedOnTop() throws IOException {
    Solution cone = Cone.solution(COUNT, false);
    TableSlice smaller =
        TableSlice.of(cone.grid(), node -> cone.values().get(node) + 0.3, Map.of("psi", 0.0));
    TableSlice slice = cone(Map.of("psi", 0.0));
    byte[] png = SlicePicture.png(slice, Optional.of(smaller), "cone", "psi = 0");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    BufferedImage plain =
        ImageIO.read(new ByteArrayInputStream(SlicePicture.png(slice, "cone", "psi = 0")));
    int orange = 0;
    int middle = PlotFrame.LEFT + 280;
    for (int px = PlotFrame.LEFT; px < PlotFrame.LEFT + 560; px++) {
      for (int py = PlotFrame.TOP; py < PlotFrame.TOP + 560; py++) {
        if (image.getRGB(px, py) != plain.getRGB(px, py)) {
          double radius = Math.hypot(px - middle, py - PlotFrame.TOP - 280) / 280;
          assertEquals(Cone.RADIUS_M - 0.3, radius, 0.02);
          orange++;
        }
      }
    }
    assertTrue(orange > 100, orange + " pixels are drawn");
  }

  @Test
  void pixelsHaveTheColourOfTheirSign() throws IOException {
    byte[] png = SlicePicture.png(cone(Map.of("psi", 0.0)), "cone", "psi = 0");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int side = 560;
    int middle = image.getRGB(PlotFrame.LEFT + side / 2, PlotFrame.TOP + side / 2);
    int corner = image.getRGB(PlotFrame.LEFT + 3, PlotFrame.TOP + 3);
    assertTrue((middle >> 16 & 0xff) > (middle & 0xff) + 50, "unsafe is not red");
    assertTrue((corner & 0xff) > (corner >> 16 & 0xff) + 50, "safe is not blue");
  }

  @Test
  void slicesCloseAPeriodicAxisAndSayWhereTheyCut() {
    TableSlice slice = cone(Map.of("y", 0.26));
    assertEquals("y = 0.25 m", slice.held());
    assertEquals(5, slice.count(1));
    assertEquals(slice.value(7, 0), slice.value(7, 4));
    // 3 rad is nearer to the upper end, which is the lower one again.
    assertEquals("psi = -3.142 rad", cone(Map.of("psi", 3.0)).held());
  }

  @Test
  void refusesPlacesOutsideAndUnknownAxes() {
    for (Map<String, Double> places :
        List.of(
            Map.of("x", 1.01),
            Map.of("x", Double.NaN),
            Map.of("speed", 0.0),
            Map.of("x", 0.0, "y", 0.0, "psi", 0.0))) {
      assertThrows(IllegalArgumentException.class, () -> cone(places), places::toString);
    }
  }

  @Test
  void drawsCurvesConstantTablesAndHoles() throws IOException {
    Grid line = new Grid(List.of(new GridAxis("x", "m", 0, 1, 5, false)));
    for (IntToDoubleFunction values :
        List.<IntToDoubleFunction>of(
            node -> node - 2,
            node -> 0,
            node -> Double.NaN,
            node -> node == 2 ? Double.NaN : 1e9)) {
      byte[] png = SlicePicture.png(TableSlice.of(line, values, Map.of()), "line", "");
      assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 560);
      Solution cone = Cone.solution(5, false);
      SlicePicture.png(TableSlice.of(cone.grid(), values, Map.of()), "plane", "");
    }
  }

  @Test
  void notFiniteIsNoColourOfAScale() {
    assertEquals(ColourScale.NOT_FINITE, new ColourScale(-1, 1).colour(Double.NaN));
    assertNotEquals(ColourScale.NOT_FINITE, new ColourScale(-1, 1).colour(0));
  }

  @Test
  void ticksAreRoundNumbersWithinTheEnds() {
    Ticks ticks = new Ticks(-1, 1, 8);
    assertEquals(11, new Ticks(-1, 1, 10).places().size());
    assertEquals(
        List.of("-1.0", "-0.5", "0.0", "0.5", "1.0"),
        ticks.places().stream().map(ticks::label).toList());
    Ticks angles = new Ticks(-Math.PI, Math.PI, 8);
    assertEquals(
        List.of("-3", "-2", "-1", "0", "1", "2", "3"),
        angles.places().stream().map(angles::label).toList());
  }
}
