package io.github.hjelm.deploy;

import java.util.Locale;

/** Numbers as a person writes and reads them. */
final class Words {

  private Words() {}

  /** What a text says; NaN where it is no number. */
  static double parsed(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.equals("inf") || word.equals("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Four significant digits at most, without zeros at the end. */
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinity" : "-infinity";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return String.format(Locale.ROOT, "%,.0f", value + 0.0);
    }
    String text = String.format(Locale.ROOT, "%.4g", value);
    if (text.contains("e")) {
      return text.replaceFirst("\\.?0*e", "e").replaceFirst("e([+-])0", "e$1");
    }
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /** What follows a number; nothing where it has no unit, which is written as 1 too. */
  static String unit(String unit) {
    return unit.isEmpty() || unit.equals("1") ? "" : " " + unit;
  }

  /** Seconds, minutes or hours, whichever reads best. */
  static String duration(double seconds) {
    if (!(seconds < 1e7)) {
      return "a very long time";
    }
    long whole = Math.round(seconds);
    if (whole < 100) {
      return whole + " s";
    }
    return whole < 6000
        ? (whole / 60) + " min " + (whole % 60) + " s"
        : (whole / 3600) + " h " + (whole % 3600 / 60) + " min";
  }
}
