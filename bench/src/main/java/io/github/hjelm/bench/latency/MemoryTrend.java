package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.stats.BlockBootstrap;
import io.github.hjelm.bench.stats.Trend;
import java.util.List;

/** How the memory of a stack's process grows once it has settled. */
final class MemoryTrend {

  /** Share of a run in which heap and caches may still fill. */
  private static final double SETTLING = 0.1;

  /** In less, a single step of a heap makes a slope. */
  private static final double LEAST_HOURS = 25 / 60.0;

  private static final double HALF_AN_HOUR = 0.5;

  /** What cannot matter in a shift, however certain it is. */
  private static final double MAY_GROW_MB = 1;

  private MemoryTrend() {}

  /** In MB per hour; unknown of a run that is too short. */
  static Trend of(StackReport stack, long seed) {
    List<RoundLine> known =
        stack.rounds().stream().filter(line -> !Double.isNaN(line.residentMb())).toList();
    double first = known.stream().mapToDouble(RoundLine::atHour).min().orElse(0);
    double last = known.stream().mapToDouble(RoundLine::atHour).max().orElse(0);
    if (last - first < LEAST_HOURS) {
      return Trend.UNKNOWN;
    }
    double settled = first + SETTLING * (last - first);
    List<RoundLine> judged = known.stream().filter(line -> line.atHour() >= settled).toList();
    return new BlockBootstrap(seed)
        .trend(
            judged.stream().mapToDouble(RoundLine::atHour).toArray(),
            judged.stream().mapToDouble(RoundLine::residentMb).toArray());
  }

  /** Whether that is as good as none; not when it is unknown. */
  static boolean flat(Trend mbPerHour) {
    return mbPerHour.includesZero() || mbPerHour.slope() * HALF_AN_HOUR < MAY_GROW_MB;
  }
}
