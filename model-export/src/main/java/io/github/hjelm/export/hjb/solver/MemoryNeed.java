package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.SolveRefusal;
import java.util.List;
import java.util.Locale;

/** How much memory a grid needs, worked out before any of it is taken. */
public final class MemoryNeed {

  /** An array's header and its reference. */
  private static final double BYTES_PER_LINE = 24;

  /** V, two stages, l, g, arrivals, and the table that is handed out. */
  private static final int TABLES = 7;

  private static final double GIB = 1024.0 * 1024 * 1024;

  private MemoryNeed() {}

  /** Bytes for a solve, every kind of table counted. */
  public static double bytes(int[] counts, int threads) {
    double nodes = 1;
    for (int count : counts) {
      nodes *= count;
    }
    int last = counts[counts.length - 1];
    double table = 8 * nodes + BYTES_PER_LINE * nodes / last;
    int slices = counts.length == 1 ? 1 : counts[0];
    double slab = table * Slabs.slicesPerSlab(slices, threads) / slices;
    return TABLES * table + threads * 2.0 * (counts.length - 1) * slab;
  }

  /** Refuses axes that cannot be held. */
  public static void check(List<GridAxis> axes, int threads, double available) throws SolveRefusal {
    int[] counts = axes.stream().mapToInt(GridAxis::count).toArray();
    double needed = bytes(counts, threads);
    double nodes = 1;
    for (int count : counts) {
      nodes *= count;
    }
    // Written so that NaN is refused.
    if (needed <= available && nodes <= Integer.MAX_VALUE - 8.0) {
      return;
    }
    throw new SolveRefusal(
        String.format(
            Locale.ROOT,
            "a grid of %s nodes needs %.2f GiB but %.2f GiB are free; the largest of this shape that"
                + " fits is %s, or give Java more memory with -Xmx",
            written(counts),
            needed / GIB,
            available / GIB,
            written(largest(counts, threads, available))));
  }

  /** What this virtual machine could still take. */
  public static double available() {
    Runtime runtime = Runtime.getRuntime();
    return (double) runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
  }

  /** The same proportions, as fine as fits. */
  static int[] largest(int[] counts, int threads, double available) {
    double low = 0;
    double high = 1;
    for (int step = 0; step < 50; step++) {
      double middle = 0.5 * (low + high);
      int[] scaled = scaled(counts, middle);
      double nodes = 1;
      for (int count : scaled) {
        nodes *= count;
      }
      if (bytes(scaled, threads) <= available && nodes <= Integer.MAX_VALUE - 8.0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return scaled(counts, low);
  }

  private static int[] scaled(int[] counts, double factor) {
    int[] scaled = counts.clone();
    for (int axis = 0; axis < counts.length; axis++) {
      scaled[axis] = Math.max(2, (int) Math.floor(counts[axis] * factor));
    }
    return scaled;
  }

  private static String written(int[] counts) {
    StringBuilder text = new StringBuilder();
    for (int count : counts) {
      text.append(text.length() == 0 ? "" : "x").append(count);
    }
    return text.toString();
  }
}
