package io.github.hjelm.export.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars in groups, as SVG, each with its number beside it. */
public final class BarChart {

  private static final int NAMES = 190;
  private static final int LENGTH = 240;
  private static final int NUMBERS = 90;
  private static final int BAR = 15;
  private static final int GAP = 10;
  private static final int LINE = 20;

  private final String unit;
  private final List<Bar> bars = new ArrayList<>();

  private record Bar(String group, String name, double value) {}

  /**
   * @param unit written after each number; may be empty
   */
  public BarChart(String unit) {
    this.unit = unit;
  }

  /**
   * Adds a bar below the last; bars of equal names have equal colours.
   *
   * @param group bars of one group stand together under its name; may be empty
   */
  public void add(String group, String name, double value) {
    bars.add(new Bar(group, name, value));
  }

  /** The element; a note where there is nothing to draw. */
  public String svg() {
    double longest = 0;
    for (Bar bar : bars) {
      longest = bar.value < Double.POSITIVE_INFINITY ? Math.max(longest, bar.value) : longest;
    }
    if (bars.isEmpty()) {
      return "<p>Nothing to draw.</p>";
    }
    List<String> names = bars.stream().map(Bar::name).distinct().toList();
    StringBuilder body = new StringBuilder();
    String group = "";
    int y = 0;
    for (Bar bar : bars) {
      if (!bar.group.equals(group)) {
        group = bar.group;
        y += GAP;
        body.append(
            "<g font-weight=\"bold\">%s</g>".formatted(Svg.text(0, y + 12, "start", group)));
        y += LINE;
      }
      double length = longest > 0 && bar.value > 0 ? LENGTH * Math.min(1, bar.value / longest) : 0;
      body.append(Svg.text(NAMES - 8, y + 12, "end", bar.name));
      body.append(Svg.bar(NAMES, y, Math.max(length, 1), BAR, Svg.colour(names.indexOf(bar.name))));
      body.append(Svg.text(NAMES + length + 6, y + 12, "start", number(bar.value) + unit));
      y += LINE;
    }
    return Svg.open(NAMES + LENGTH + NUMBERS, y + GAP) + body + "</svg>\n";
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
