package io.github.hjelm.export.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws a PNG file on white. Needs no screen. */
final class PngPen implements Pen {

  private static final double DOT_RADIUS = 3.5;
  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke THICK =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private final BufferedImage image;
  private final Graphics2D pen;

  PngPen(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    pen.setStroke(THIN);
  }

  byte[] finished() {
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this Java cannot write PNG files");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void line(Spot from, Spot to, String colour) {
    pen.setColor(Color.decode(colour));
    pen.draw(new Line2D.Double(from.x(), from.y(), to.x(), to.y()));
  }

  @Override
  public void box(double x, double y, double width, double height) {
    pen.setColor(Color.decode(Svg.INK));
    pen.draw(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void bar(double x, double y, double width, double height, String colour) {
    pen.setColor(Color.decode(colour));
    pen.fill(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void dot(Spot at, String colour) {
    pen.setColor(Color.decode(colour));
    double size = 2 * DOT_RADIUS;
    pen.fill(new Ellipse2D.Double(at.x() - DOT_RADIUS, at.y() - DOT_RADIUS, size, size));
  }

  @Override
  public void curve(List<Spot> spots, String colour) {
    if (spots.isEmpty()) {
      return;
    }
    Path2D path = new Path2D.Double();
    path.moveTo(spots.get(0).x(), spots.get(0).y());
    spots.forEach(spot -> path.lineTo(spot.x(), spot.y()));
    pen.setColor(Color.decode(colour));
    pen.setStroke(THICK);
    pen.draw(path);
    pen.setStroke(THIN);
  }

  @Override
  public void text(double x, double y, String anchor, String text) {
    double share = anchor.equals("start") ? 0 : anchor.equals("end") ? 1 : 0.5;
    pen.setColor(Color.decode(Svg.INK));
    pen.drawString(text, (float) (x - share * pen.getFontMetrics().stringWidth(text)), (float) y);
  }

  @Override
  public void upright(double x, double y, String text) {
    AffineTransform before = pen.getTransform();
    pen.rotate(-Math.PI / 2, x, y);
    text(x, y, "middle", text);
    pen.setTransform(before);
  }
}
