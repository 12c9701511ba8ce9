package io.github.hjelm.bench.hjb;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Numbers as a report prints them. */
final class Numbers {

  private Numbers() {}

  /** Three significant digits, without zeros at the end; from a thousand to a million whole. */
  static String of(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value + 0.0);
    }
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "∞" : "-∞";
    }
    double size = Math.abs(value);
    if (size >= 1000 && size < 1e6) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size < 1e-3 || size >= 1e6) {
      return String.format(Locale.ROOT, "%.2e", value).replace("e-0", "e-").replace("e+0", "e");
    }
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** The middle one, of an even number the upper. */
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
