package io.github.hjelm.export.report;

import java.util.Locale;

/** The few elements that charts are made of. */
final class Svg {

  static final String INK = "#202020";
  static final String FAINT = "#dddddd";

  private static final String[] COLOURS = {
    "#2166ac", "#b2182b", "#1b7837", "#e08214", "#762a83", "#35978f", "#8c510a", "#7f7f7f",
    "#e7298a"
  };

  private Svg() {}

  static String open(int width, int height) {
    return "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"14\" fill=\"%s\">%n"
        .formatted(width, height, width, height, INK);
  }

  static String colour(int number) {
    return COLOURS[number % COLOURS.length];
  }

  static String line(double x1, double y1, double x2, double y2, String colour) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
        x1,
        y1,
        x2,
        y2,
        colour);
  }

  static String box(double x, double y, double width, double height) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\" stroke=\"%s\"/>%n",
        x,
        y,
        width,
        height,
        INK);
  }

  static String bar(double x, double y, double width, double height, String colour) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
        x,
        y,
        width,
        height,
        colour);
  }

  static String dot(double x, double y, String colour) {
    return String.format(
        Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n", x, y, colour);
  }

  static String text(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        Html.escaped(text));
  }

  static String upright(double x, double y, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 %.1f %.1f)\">%s</text>%n",
        x,
        y,
        x,
        y,
        Html.escaped(text));
  }
}
