package io.github.hjelm.export.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws into a page. */
final class SvgPen implements Pen {

  private final StringBuilder svg;

  SvgPen(int width, int height) {
    svg = new StringBuilder(Svg.open(width, height));
  }

  String finished() {
    return svg + "</svg>\n";
  }

  @Override
  public void line(Spot from, Spot to, String colour) {
    svg.append(Svg.line(from.x(), from.y(), to.x(), to.y(), colour));
  }

  @Override
  public void box(double x, double y, double width, double height) {
    svg.append(Svg.box(x, y, width, height));
  }

  @Override
  public void bar(double x, double y, double width, double height, String colour) {
    svg.append(Svg.bar(x, y, width, height, colour));
  }

  @Override
  public void dot(Spot at, String colour) {
    svg.append(Svg.dot(at.x(), at.y(), colour));
  }

  @Override
  public void curve(List<Spot> spots, String colour) {
    String points =
        spots.stream()
            .map(spot -> String.format(Locale.ROOT, "%.1f,%.1f", spot.x(), spot.y()))
            .collect(Collectors.joining(" "));
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n"
            .formatted(points, colour));
  }

  @Override
  public void text(double x, double y, String anchor, String text) {
    svg.append(Svg.text(x, y, anchor, text));
  }

  @Override
  public void upright(double x, double y, String text) {
    svg.append(Svg.upright(x, y, text));
  }
}
