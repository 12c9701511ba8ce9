package io.github.hjelm.export.hjb.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten. */
public final class Ticks {

  /** Share of a step by which the last tick may lie beyond the end, because steps are rounded. */
  private static final double ROUNDING = 1e-9;

  private final double step;
  private final List<Double> places = new ArrayList<>();

  /**
   * @param most how many there may be
   */
  public Ticks(double lower, double upper, int most) {
    double power = Math.pow(10, Math.floor(Math.log10((upper - lower) / most)));
    double chosen = 10 * power;
    for (double factor : new double[] {1, 2, 5}) {
      if ((upper - lower) / (factor * power) <= most) {
        chosen = factor * power;
        break;
      }
    }
    step = chosen;
    for (long i = (long) Math.ceil(lower / step - ROUNDING);
        i * step <= upper + ROUNDING * step;
        i++) {
      places.add(i * step);
    }
  }

  public List<Double> places() {
    return places;
  }

  /** The number with as many decimals as the step needs. */
  public String label(double place) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + ROUNDING));
    if (decimals > 6 || Math.abs(place) >= 1e6) {
      return String.format(Locale.ROOT, "%.3g", place);
    }
    double rounded = place == 0 ? 0 : place;
    return String.format(Locale.ROOT, "%." + decimals + "f", rounded);
  }
}
