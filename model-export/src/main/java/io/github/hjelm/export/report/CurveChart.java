package io.github.hjelm.export.report;

import io.github.hjelm.export.report.Pen.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Curves over two axes, as SVG or PNG; over two logarithmic ones a power law is a line. */
public final class CurveChart {

  private static final int WIDTH = 520;
  private static final int HEIGHT = 380;
  private static final int LEFT = 80;
  private static final int TOP = 20;
  private static final int BELOW = 60;
  private static final int RIGHT = 20;
  private static final int LEGEND_LINE = 20;
  private static final double WHISKER = 4;

  /** Of longer curves the line alone is drawn. */
  private static final int MOST_DOTS = 40;

  private final String across;
  private final Scale scaleAcross;
  private final String up;
  private final Scale scaleUp;
  private final List<Series> all = new ArrayList<>();

  /** In an interval [lower, upper], of which y is the best guess. */
  private record Point(double x, double y, double lower, double upper) {}

  private record Series(String name, List<Point> points) {}

  private record Range(double from, double to) {
    double share(double place) {
      return (place - from) / (to - from);
    }
  }

  /**
   * @param across what the horizontal axis measures
   * @param up what the vertical axis measures
   */
  public CurveChart(String across, Scale scaleAcross, String up, Scale scaleUp) {
    this.across = across;
    this.scaleAcross = scaleAcross;
    this.up = up;
    this.scaleUp = scaleUp;
  }

  /** Over two logarithmic axes. */
  public static CurveChart logLog(String across, String up) {
    return new CurveChart(across, Scale.LOG, up, Scale.LOG);
  }

  /** Adds a curve; points that have no place on the axes are left out. */
  public void add(String name, double[] x, double[] y) {
    add(name, x, y, y, y);
  }

  /** Adds a curve whose points are known within intervals. */
  public void add(String name, double[] x, double[] y, double[] lower, double[] upper) {
    all.add(
        new Series(
            name,
            IntStream.range(0, x.length)
                .filter(
                    i ->
                        scaleAcross.holds(x[i])
                            && scaleUp.holds(y[i])
                            && scaleUp.holds(lower[i])
                            && scaleUp.holds(upper[i]))
                .mapToObj(i -> new Point(x[i], y[i], lower[i], upper[i]))
                .toList()));
  }

  /** The element; a note where there is nothing to draw. */
  public String svg() {
    if (empty()) {
      return "<p>Nothing to draw.</p>";
    }
    SvgPen pen = new SvgPen(width(), height());
    draw(pen);
    return pen.finished();
  }

  /** The same as a PNG file; without anything to draw a white sheet. */
  public byte[] png() {
    PngPen pen = new PngPen(width(), height());
    if (!empty()) {
      draw(pen);
    }
    return pen.finished();
  }

  private boolean empty() {
    return all.stream().allMatch(series -> series.points.isEmpty());
  }

  private int width() {
    return LEFT + WIDTH + RIGHT;
  }

  private int height() {
    return TOP + HEIGHT + BELOW + LEGEND_LINE * all.size();
  }

  private void draw(Pen pen) {
    Range xs = range(scaleAcross, List.of(Point::x));
    Range ys = range(scaleUp, List.of(Point::lower, Point::y, Point::upper));
    addAxes(pen, xs, ys);
    for (int i = 0; i < all.size(); i++) {
      addCurve(pen, all.get(i), i, xs, ys);
    }
  }

  private Range range(Scale scale, List<ToDoubleFunction<Point>> sides) {
    double[] places =
        all.stream()
            .flatMap(series -> series.points.stream())
            .flatMapToDouble(
                point ->
                    DoubleStream.of(
                        sides.stream()
                            .mapToDouble(side -> scale.along(side.applyAsDouble(point)))
                            .toArray()))
            .toArray();
    double smallest = DoubleStream.of(places).min().orElse(0);
    double largest = DoubleStream.of(places).max().orElse(0);
    double margin = 0.05 * (largest - smallest) + 0.02;
    return new Range(smallest - margin, largest + margin);
  }

  private void addAxes(Pen pen, Range xs, Range ys) {
    pen.box(LEFT, TOP, WIDTH, HEIGHT);
    for (Scale.Tick tick : scaleAcross.ticks(xs.from, xs.to)) {
      double x = LEFT + xs.share(tick.at()) * WIDTH;
      pen.line(new Spot(x, TOP), new Spot(x, TOP + HEIGHT), Svg.FAINT);
      pen.text(x, TOP + HEIGHT + 18, "middle", tick.label());
    }
    for (Scale.Tick tick : scaleUp.ticks(ys.from, ys.to)) {
      double y = TOP + (1 - ys.share(tick.at())) * HEIGHT;
      pen.line(new Spot(LEFT, y), new Spot(LEFT + WIDTH, y), Svg.FAINT);
      pen.text(LEFT - 6, y + 5, "end", tick.label());
    }
    pen.text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 42, "middle", across);
    pen.upright(16, TOP + HEIGHT / 2.0, up);
  }

  private void addCurve(Pen pen, Series series, int number, Range xs, Range ys) {
    String colour = Svg.colour(number);
    List<Spot> spots = new ArrayList<>();
    for (Point point : series.points) {
      Spot spot = spot(point.x, point.y, xs, ys);
      spots.add(spot);
      if (point.lower < point.upper) {
        addInterval(
            pen, spot(point.x, point.lower, xs, ys), spot(point.x, point.upper, xs, ys), colour);
      }
      if (series.points.size() <= MOST_DOTS) {
        pen.dot(spot, colour);
      }
    }
    pen.curve(spots, colour);
    double y = TOP + HEIGHT + BELOW + LEGEND_LINE * (number + 0.3);
    pen.bar(LEFT, y - 5, 24, 3, colour);
    pen.text(LEFT + 32, y, "start", series.name);
  }

  private Spot spot(double x, double y, Range xs, Range ys) {
    return new Spot(
        LEFT + xs.share(scaleAcross.along(x)) * WIDTH,
        TOP + (1 - ys.share(scaleUp.along(y))) * HEIGHT);
  }

  private static void addInterval(Pen pen, Spot lower, Spot upper, String colour) {
    pen.line(lower, upper, colour);
    for (Spot end : List.of(lower, upper)) {
      pen.line(new Spot(end.x() - WHISKER, end.y()), new Spot(end.x() + WHISKER, end.y()), colour);
    }
  }
}
