package io.github.hjelm.export.hjb.picture;

import io.github.hjelm.controller.reach.GridAxis;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/** A white sheet with a plotting area: title above, axes with ticks at the left and below. */
final class PlotFrame {

  static final int LEFT = 84;
  static final int TOP = 66;
  private static final int BOTTOM = 62;
  private static final int TICK = 5;
  private static final int PIXELS_PER_TICK = 70;
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
  private static final Color INK = new Color(0x202020);

  final int width;
  final int height;
  final BufferedImage image;
  final Graphics2D pen;

  /**
   * @param width of the plotting area
   * @param height of the plotting area
   * @param right what is needed beside it
   */
  PlotFrame(int width, int height, int right) {
    this.width = width;
    this.height = height;
    this.image =
        new BufferedImage(LEFT + width + right, TOP + height + BOTTOM, BufferedImage.TYPE_INT_RGB);
    this.pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setColor(INK);
    pen.setStroke(new BasicStroke(1f));
    pen.setFont(PLAIN);
  }

  void title(String title, String subtitle) {
    pen.setColor(INK);
    pen.setFont(TITLE);
    pen.drawString(shortened(title), LEFT, 28);
    pen.setFont(PLAIN);
    pen.drawString(shortened(subtitle), LEFT, 50);
  }

  /** What fits to the right of the title's beginning. */
  private String shortened(String text) {
    int room = image.getWidth() - LEFT - 10;
    FontMetrics metrics = pen.getFontMetrics();
    String fitting = text;
    while (metrics.stringWidth(fitting) > room && fitting.length() > 2) {
      fitting = fitting.substring(0, fitting.length() - 2) + "…";
    }
    return fitting;
  }

  void horizontalAxis(double lower, double upper, String label) {
    pen.setColor(INK);
    int bottom = TOP + height;
    Ticks ticks = new Ticks(lower, upper, Math.max(2, width / PIXELS_PER_TICK));
    for (double place : ticks.places()) {
      double x = LEFT + (place - lower) / (upper - lower) * width;
      pen.drawLine((int) x, bottom, (int) x, bottom + TICK);
      String text = ticks.label(place);
      pen.drawString(text, (float) (x - pen.getFontMetrics().stringWidth(text) / 2.0), bottom + 21);
    }
    pen.drawString(
        label, LEFT + (width - pen.getFontMetrics().stringWidth(label)) / 2f, bottom + 46);
  }

  void verticalAxis(double lower, double upper, String label) {
    pen.setColor(INK);
    verticalTicks(lower, upper, LEFT, -1);
    AffineTransform upright = pen.getTransform();
    int length = pen.getFontMetrics().stringWidth(label);
    pen.rotate(-Math.PI / 2, 20, TOP + (height + length) / 2.0);
    pen.drawString(label, 20, TOP + (height + length) / 2);
    pen.setTransform(upright);
  }

  /** Ticks on a vertical line at x, with numbers on its left (-1) or right (1). */
  void verticalTicks(double lower, double upper, int x, int side) {
    pen.setColor(INK);
    Ticks ticks = new Ticks(lower, upper, Math.max(4, height / PIXELS_PER_TICK));
    for (double place : ticks.places()) {
      double y = TOP + height - (place - lower) / (upper - lower) * height;
      pen.drawLine(x, (int) y, x + side * TICK, (int) y);
      String text = ticks.label(place);
      int shift = side < 0 ? -pen.getFontMetrics().stringWidth(text) - TICK - 4 : TICK + 4;
      pen.drawString(text, x + shift, (float) (y + 5));
    }
  }

  /** The border, drawn last so that it lies above what it encloses. */
  BufferedImage finished() {
    pen.setColor(INK);
    pen.drawRect(LEFT, TOP, width, height);
    pen.dispose();
    return image;
  }

  static String label(GridAxis axis) {
    return axis.unit().isEmpty() ? axis.name() : axis.name() + " [" + axis.unit() + "]";
  }
}
