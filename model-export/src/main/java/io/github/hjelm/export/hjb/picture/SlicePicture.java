package io.github.hjelm.export.hjb.picture;

import io.github.hjelm.controller.reach.GridAxis;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Draws a slice: colours with a scale where it has two axes, a curve where it has one; the zero
 * level set in black. Needs no screen.
 */
public final class SlicePicture {

  private static final int LONG_SIDE = 560;
  private static final int SHORT_SIDE = 220;
  private static final int FLAT_HEIGHT = 400;
  private static final int BAR_GAP = 24;
  private static final int BAR_WIDTH = 20;
  private static final int BAR_ROOM = 110;
  private static final float LEVEL_WIDTH = 2.4f;
  private static final float DASH_WIDTH = 1.8f;
  private static final Color CURVE = new Color(0x2166ac);

  /** Seen on red, blue, white and black alike. */
  private static final Color REFERENCE = new Color(0xf0a000);

  private SlicePicture() {}

  /** The picture as a PNG file. */
  public static byte[] png(TableSlice slice, String title, String subtitle) {
    return png(slice, Optional.empty(), title, subtitle);
  }

  /**
   * The picture as a PNG file.
   *
   * @param reference what the slice is compared with, over the same axes: its zero level set, or
   *     its curve, is drawn dashed on top
   */
  public static byte[] png(
      TableSlice slice, Optional<TableSlice> reference, String title, String subtitle) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      if (!ImageIO.write(image(slice, reference, title, subtitle), "png", bytes)) {
        throw new IllegalStateException("this Java cannot write PNG files");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static BufferedImage image(
      TableSlice slice, Optional<TableSlice> reference, String title, String subtitle) {
    return slice.dimensions() == 1
        ? curve(slice, reference, title, subtitle)
        : colours(slice, reference, title, subtitle);
  }

  private static BufferedImage colours(
      TableSlice slice, Optional<TableSlice> reference, String title, String subtitle) {
    GridAxis across = slice.axis(0);
    GridAxis up = slice.axis(1);
    double ratio = (up.upper() - up.lower()) / (across.upper() - across.lower());
    // Lengths in one unit are drawn to scale, as far as the picture stays legible.
    boolean toScale = across.unit().equals(up.unit());
    int width = toScale && ratio > 1 ? fitted(LONG_SIDE / ratio) : LONG_SIDE;
    int height = !toScale ? FLAT_HEIGHT : ratio > 1 ? LONG_SIDE : fitted(LONG_SIDE * ratio);
    PlotFrame frame = new PlotFrame(width, height, BAR_ROOM);
    double[] range = range(slice);
    ColourScale scale = new ColourScale(range[0], range[1]);
    paint(slice, scale, frame);
    drawZeroLevel(slice, frame, Color.BLACK, solid());
    reference.ifPresent(other -> drawZeroLevel(other, frame, REFERENCE, dashed()));
    drawBar(scale, frame);
    frame.title(title, subtitle);
    frame.horizontalAxis(across.lower(), across.upper(), PlotFrame.label(across));
    frame.verticalAxis(up.lower(), up.upper(), PlotFrame.label(up));
    return frame.finished();
  }

  private static int fitted(double pixels) {
    return (int) Math.max(SHORT_SIDE, Math.round(pixels));
  }

  /** The smallest and largest finite value; 0 and 1 when there is none. */
  private static double[] range(TableSlice slice) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    int rows = slice.dimensions() == 1 ? 1 : slice.count(1);
    for (int i = 0; i < slice.count(0); i++) {
      for (int j = 0; j < rows; j++) {
        double value = slice.dimensions() == 1 ? slice.value(i) : slice.value(i, j);
        if (Double.isFinite(value)) {
          smallest = Math.min(smallest, value);
          largest = Math.max(largest, value);
        }
      }
    }
    return smallest <= largest ? new double[] {smallest, largest} : new double[] {0, 1};
  }

  private static void paint(TableSlice slice, ColourScale scale, PlotFrame frame) {
    for (int px = 0; px < frame.width; px++) {
      double i = (px + 0.5) / frame.width * (slice.count(0) - 1);
      for (int py = 0; py < frame.height; py++) {
        double j = (1 - (py + 0.5) / frame.height) * (slice.count(1) - 1);
        int colour = scale.colour(interpolated(slice, i, j));
        frame.image.setRGB(PlotFrame.LEFT + px, PlotFrame.TOP + py, colour);
      }
    }
  }

  private static double interpolated(TableSlice slice, double i, double j) {
    int i0 = Math.min((int) i, slice.count(0) - 2);
    int j0 = Math.min((int) j, slice.count(1) - 2);
    double s = i - i0;
    double t = j - j0;
    double low = (1 - s) * slice.value(i0, j0) + s * slice.value(i0 + 1, j0);
    double high = (1 - s) * slice.value(i0, j0 + 1) + s * slice.value(i0 + 1, j0 + 1);
    return (1 - t) * low + t * high;
  }

  private static BasicStroke solid() {
    return new BasicStroke(LEVEL_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private static BasicStroke dashed() {
    return new BasicStroke(
        DASH_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 5}, 0);
  }

  private static void drawZeroLevel(
      TableSlice slice, PlotFrame frame, Color colour, BasicStroke stroke) {
    AffineTransform toPixels = new AffineTransform();
    toPixels.translate(PlotFrame.LEFT, PlotFrame.TOP + frame.height);
    toPixels.scale(
        (double) frame.width / (slice.count(0) - 1), -(double) frame.height / (slice.count(1) - 1));
    Shape lines = ZeroLevel.of(slice).createTransformedShape(toPixels);
    frame.pen.setColor(colour);
    frame.pen.setStroke(stroke);
    frame.pen.draw(lines);
    frame.pen.setStroke(new BasicStroke(1f));
  }

  private static void drawBar(ColourScale scale, PlotFrame frame) {
    int left = PlotFrame.LEFT + frame.width + BAR_GAP;
    for (int py = 0; py < frame.height; py++) {
      double share = 1 - (py + 0.5) / frame.height;
      int colour = scale.colour(scale.lower() + share * (scale.upper() - scale.lower()));
      for (int px = 0; px < BAR_WIDTH; px++) {
        frame.image.setRGB(left + px, PlotFrame.TOP + py, colour);
      }
    }
    frame.verticalTicks(scale.lower(), scale.upper(), left + BAR_WIDTH, 1);
    frame.pen.drawRect(left, PlotFrame.TOP, BAR_WIDTH, frame.height);
  }

  private static BufferedImage curve(
      TableSlice slice, Optional<TableSlice> reference, String title, String subtitle) {
    GridAxis axis = slice.axis(0);
    PlotFrame frame = new PlotFrame(LONG_SIDE, FLAT_HEIGHT, SHORT_SIDE / 4);
    double[] range = range(slice);
    double margin = Math.max((range[1] - range[0]) * 0.05, 1e-12 + 1e-3 * Math.abs(range[1]));
    double lower = range[0] - margin;
    double upper = range[1] + margin;
    if (lower < 0 && upper > 0) {
      int zero = (int) (PlotFrame.TOP + upper / (upper - lower) * frame.height);
      frame.pen.setColor(Color.BLACK);
      frame.pen.drawLine(PlotFrame.LEFT, zero, PlotFrame.LEFT + frame.width, zero);
    }
    drawCurve(slice, frame, lower, upper, CURVE, solid());
    reference.ifPresent(other -> drawCurve(other, frame, lower, upper, REFERENCE, dashed()));
    frame.title(title, subtitle);
    frame.horizontalAxis(axis.lower(), axis.upper(), PlotFrame.label(axis));
    frame.verticalAxis(lower, upper, "value");
    return frame.finished();
  }

  private static void drawCurve(
      TableSlice slice,
      PlotFrame frame,
      double lower,
      double upper,
      Color colour,
      BasicStroke stroke) {
    Path2D line = new Path2D.Double();
    boolean begun = false;
    for (int i = 0; i < slice.count(0); i++) {
      double value = slice.value(i);
      double x = PlotFrame.LEFT + (double) i / (slice.count(0) - 1) * frame.width;
      double y = PlotFrame.TOP + (upper - value) / (upper - lower) * frame.height;
      if (!Double.isFinite(value)) {
        begun = false;
      } else if (begun) {
        line.lineTo(x, y);
      } else {
        line.moveTo(x, y);
        begun = true;
      }
    }
    frame.pen.setColor(colour);
    frame.pen.setStroke(stroke);
    frame.pen.draw(line);
    frame.pen.setStroke(new BasicStroke(1f));
  }
}
