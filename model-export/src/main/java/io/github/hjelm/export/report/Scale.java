package io.github.hjelm.export.report;

import io.github.hjelm.export.hjb.picture.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How numbers lie along an axis. */
public enum Scale {
  LINEAR {
    @Override
    double along(double value) {
      return value;
    }

    @Override
    boolean holds(double value) {
      return Double.isFinite(value);
    }

    @Override
    List<Tick> ticks(double lower, double upper) {
      Ticks ticks = new Ticks(lower, upper, MOST_TICKS);
      return ticks.places().stream().map(at -> new Tick(at, ticks.label(at))).toList();
    }
  },
  LOG {
    @Override
    double along(double value) {
      return Math.log10(value);
    }

    @Override
    boolean holds(double value) {
      return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /** Powers of ten; within less than two of them their doubles and fivefolds too. */
    @Override
    List<Tick> ticks(double lower, double upper) {
      List<Tick> ticks = new ArrayList<>();
      boolean fine = upper - lower < 2;
      for (int exponent = (int) Math.floor(lower); exponent <= upper; exponent++) {
        for (double factor : fine ? new double[] {1, 2, 5} : new double[] {1}) {
          double value = factor * Math.pow(10, exponent);
          double at = Math.log10(value);
          if (at >= lower && at <= upper) {
            ticks.add(new Tick(at, label(value)));
          }
        }
      }
      return ticks;
    }
  };

  private static final int MOST_TICKS = 8;

  /**
   * A mark on an axis.
   *
   * @param at the place, as {@link #along} counts
   */
  record Tick(double at, String label) {}

  /** Where a number lies. */
  abstract double along(double value);

  /** Whether a number has a place. */
  abstract boolean holds(double value);

  /** Marks between two places. */
  abstract List<Tick> ticks(double lower, double upper);

  private static String label(double tick) {
    return tick >= 0.01 && tick < 1e5
        ? String.format(Locale.ROOT, "%.2f", tick).replaceAll("\\.?0+$", "")
        : String.format(Locale.ROOT, "%.0e", tick).replace("e-0", "e-");
  }
}
