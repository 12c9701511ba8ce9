package io.github.hjelm.bench.latency;

import static io.github.hjelm.bench.latency.LatencyText.number;
import static io.github.hjelm.bench.latency.LatencyText.small;

import io.github.hjelm.export.report.MarkdownTable;

/** What a stack's commands cost, and how such a cost is written. */
final class CostTable {

  private CostTable() {}

  static MarkdownTable of(WorkloadReport workload) {
    MarkdownTable table =
        new MarkdownTable(
            "stack",
            "age of information µs: mean, p99, peak",
            "interval p99 off by µs",
            "stages µs: infer, sum (residual %)",
            "CPU s per 1000",
            "switches per 1000: voluntary, involuntary",
            "allocated B per command",
            "collections (ms)",
            "MB resident (per h)",
            "start s",
            "J per 1000");
    for (StackReport stack : workload.stacks()) {
      if (stack.all().slices() == 0) {
        continue;
      }
      table.row(
          stack.name(),
          number(stack.ageMeanUs())
              + ", "
              + number(stack.ageP99Us())
              + ", "
              + number(stack.agePeakUs()),
          number(stack.jitterP99Us()),
          stages(stack),
          small(stack.cpuSecondsPerThousand()),
          switches(stack),
          number(stack.allocatedBytesPerThousand() / 1_000),
          collections(stack),
          resident(stack),
          number(workload.startSeconds().getOrDefault(stack.name(), Double.NaN)),
          energy(stack));
    }
    return table;
  }

  private static String stages(StackReport stack) {
    return stack.stages().stream()
        .filter(line -> line.stage().equals("infer"))
        .findFirst()
        .map(
            infer ->
                "%s, %s (%s)"
                    .formatted(
                        number(infer.medianUs()),
                        number(stack.stageSumUs()),
                        small(100 * stack.stageResidual())))
        .orElse("-");
  }

  static String switches(StackReport stack) {
    return Double.isNaN(stack.voluntarySwitchesPerThousand())
        ? "-"
        : number(stack.voluntarySwitchesPerThousand())
            + ", "
            + number(stack.involuntarySwitchesPerThousand());
  }

  static String collections(StackReport stack) {
    return stack.collections() < 0 ? "-" : stack.collections() + " (" + stack.collectionMs() + ")";
  }

  static String resident(StackReport stack) {
    return number(stack.residentMb()) + " (" + small(stack.residentSlopeMbPerHour()) + ")";
  }

  static String energy(StackReport stack) {
    return Double.isNaN(stack.joulePerThousand()) ? "unavailable" : small(stack.joulePerThousand());
  }
}
