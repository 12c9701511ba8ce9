package io.github.hjelm.export.report;

import java.util.List;

/** What a chart is drawn with. Lengths in pixels, y downwards, colours as {@code #rrggbb}. */
interface Pen {

  /** A place on the sheet. */
  record Spot(double x, double y) {}

  void line(Spot from, Spot to, String colour);

  /** The outline of a rectangle. */
  void box(double x, double y, double width, double height);

  /** A filled rectangle. */
  void bar(double x, double y, double width, double height, String colour);

  void dot(Spot at, String colour);

  void curve(List<Spot> spots, String colour);

  /**
   * Writes a line.
   *
   * @param anchor {@code start}, {@code middle} or {@code end}: what of it stands at x
   */
  void text(double x, double y, String anchor, String text);

  /** Writes a line upwards, its middle at (x, y). */
  void upright(double x, double y, String text);
}
