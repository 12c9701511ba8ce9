package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.measure.RoundLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * For which share of the time some task waited for a processor, the bench's own included.
 *
 * @param median of all slices
 * @param worst of them
 */
record CpuPressure(double median, double worst) {

  private static final double PERCENT = 100;

  static Optional<CpuPressure> of(List<StackReport> stacks) {
    double[] shares =
        stacks.stream()
            .flatMap(stack -> stack.rounds().stream())
            .mapToDouble(RoundLine::cpuPressure)
            .filter(share -> !Double.isNaN(share))
            .sorted()
            .toArray();
    return shares.length == 0
        ? Optional.empty()
        : Optional.of(
            new CpuPressure(
                0.5 * (shares[(shares.length - 1) / 2] + shares[shares.length / 2]),
                shares[shares.length - 1]));
  }

  /** In a sentence. */
  String written() {
    return String.format(
        Locale.ROOT,
        "cpu pressure: some task waited for a processor for %.1f %% of the median slice, %.1f %% of"
            + " the worst.",
        PERCENT * median,
        PERCENT * worst);
  }
}
