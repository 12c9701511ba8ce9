package io.github.hjelm.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Curves over two logarithmic axes, as SVG: a power law is a line whose slope is its order. */
public final class LogLogChart {

  private static final int WIDTH = 520;
  private static final int HEIGHT = 380;
  private static final int LEFT = 80;
  private static final int TOP = 20;
  private static final int BELOW = 60;
  private static final int LEGEND_LINE = 20;

  private final String across;
  private final String up;
  private final List<Series> all = new ArrayList<>();

  private record Point(double x, double y) {
    boolean drawn() {
      return x > 0 && y > 0 && x < Double.POSITIVE_INFINITY && y < Double.POSITIVE_INFINITY;
    }
  }

  private record Series(String name, List<Point> points) {}

  /**
   * @param across what the horizontal axis measures
   * @param up what the vertical axis measures
   */
  public LogLogChart(String across, String up) {
    this.across = across;
    this.up = up;
  }

  /** Adds a curve; points that are not positive and finite are left out. */
  public void add(String name, double[] x, double[] y) {
    all.add(
        new Series(
            name,
            IntStream.range(0, x.length)
                .mapToObj(i -> new Point(x[i], y[i]))
                .filter(Point::drawn)
                .toList()));
  }

  /** The element; a note where there is nothing to draw. */
  public String svg() {
    double[] xs = range(true);
    double[] ys = range(false);
    if (!(xs[0] < xs[1])) {
      return "<p>Nothing to draw.</p>";
    }
    int legend = LEGEND_LINE * all.size();
    StringBuilder svg =
        new StringBuilder(Svg.open(LEFT + WIDTH + 20, TOP + HEIGHT + BELOW + legend));
    addAxes(svg, xs, ys);
    for (int i = 0; i < all.size(); i++) {
      addCurve(svg, all.get(i), i, xs, ys);
    }
    return svg.append("</svg>\n").toString();
  }

  /** The smallest and largest exponents of ten. */
  private double[] range(boolean horizontal) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (Series series : all) {
      for (Point point : series.points) {
        double exponent = Math.log10(horizontal ? point.x : point.y);
        smallest = Math.min(smallest, exponent);
        largest = Math.max(largest, exponent);
      }
    }
    double margin = 0.05 * (largest - smallest) + 0.02;
    return new double[] {smallest - margin, largest + margin};
  }

  private void addAxes(StringBuilder svg, double[] xs, double[] ys) {
    svg.append(Svg.box(LEFT, TOP, WIDTH, HEIGHT));
    for (double tick : ticks(xs)) {
      double x = LEFT + place(tick, xs) * WIDTH;
      svg.append(Svg.line(x, TOP, x, TOP + HEIGHT, Svg.FAINT));
      svg.append(Svg.text(x, TOP + HEIGHT + 18, "middle", label(tick)));
    }
    for (double tick : ticks(ys)) {
      double y = TOP + (1 - place(tick, ys)) * HEIGHT;
      svg.append(Svg.line(LEFT, y, LEFT + WIDTH, y, Svg.FAINT));
      svg.append(Svg.text(LEFT - 6, y + 5, "end", label(tick)));
    }
    svg.append(Svg.text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 42, "middle", across));
    svg.append(Svg.upright(16, TOP + HEIGHT / 2.0, up));
  }

  private static double place(double value, double[] range) {
    return (Math.log10(value) - range[0]) / (range[1] - range[0]);
  }

  /** Powers of ten; within less than two of them their doubles and fivefolds too. */
  private static List<Double> ticks(double[] range) {
    List<Double> ticks = new ArrayList<>();
    boolean fine = range[1] - range[0] < 2;
    for (int exponent = (int) Math.floor(range[0]); exponent <= range[1]; exponent++) {
      for (double factor : fine ? new double[] {1, 2, 5} : new double[] {1}) {
        double tick = factor * Math.pow(10, exponent);
        if (Math.log10(tick) >= range[0] && Math.log10(tick) <= range[1]) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static String label(double tick) {
    return tick >= 0.01 && tick < 1e5
        ? String.format(Locale.ROOT, "%.2f", tick).replaceAll("\\.?0+$", "")
        : String.format(Locale.ROOT, "%.0e", tick).replace("e-0", "e-");
  }

  private static void addCurve(
      StringBuilder svg, Series series, int number, double[] xs, double[] ys) {
    String colour = Svg.colour(number);
    StringBuilder points = new StringBuilder();
    for (Point point : series.points) {
      double x = LEFT + place(point.x, xs) * WIDTH;
      double y = TOP + (1 - place(point.y, ys)) * HEIGHT;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      svg.append(Svg.dot(x, y, colour));
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n"
            .formatted(points.toString().strip(), colour));
    double y = TOP + HEIGHT + BELOW + LEGEND_LINE * (number + 0.3);
    svg.append(Svg.bar(LEFT, y - 5, 24, 3, colour));
    svg.append(Svg.text(LEFT + 32, y, "start", series.name));
  }
}
