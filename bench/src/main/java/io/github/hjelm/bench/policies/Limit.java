package io.github.hjelm.bench.policies;

import java.util.Locale;

/**
 * A number and what it may reach.
 *
 * @param task it is about; empty where it is about none
 * @param detail what it is made of, in words
 * @param limit NaN where it is only reported
 * @param atLeast whether the limit is the smallest value instead of the largest
 */
public record Limit(
    String task, String name, String detail, double value, double limit, boolean atLeast) {

  static Limit atLeast(String task, String name, String detail, double value, double limit) {
    return new Limit(task, name, detail, value, limit, true);
  }

  static Limit atMost(String task, String name, String detail, double value, double limit) {
    return new Limit(task, name, detail, value, limit, false);
  }

  static Limit reported(String task, String name, String detail, double value) {
    return new Limit(task, name, detail, value, Double.NaN, false);
  }

  /** Nothing is held against a limit. */
  Limit unjudged() {
    return reported(task, name, detail, value);
  }

  boolean judged() {
    return !Double.isNaN(limit);
  }

  /** Whether it keeps its limit; a value that is NaN does not. */
  public boolean met() {
    return !judged() || (atLeast ? value >= limit : value <= limit);
  }

  String valueText() {
    return Double.isNaN(value) ? "unknown" : text(value);
  }

  /** {@code ≥ 0.97}; empty without a limit. */
  String limitText() {
    return judged() ? (atLeast ? "≥ " : "≤ ") + text(limit) : "";
  }

  String verdict() {
    return !judged() ? "" : met() ? "kept" : "missed";
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, number >= 100 ? "%.0f" : "%.4f", number)
        .replaceAll("(\\.\\d*?)0+$", "$1")
        .replaceAll("\\.$", "");
  }
}
