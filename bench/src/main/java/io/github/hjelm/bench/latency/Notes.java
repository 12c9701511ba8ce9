package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.measure.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader of a workload should know before its figures. */
final class Notes {

  private static final double RESIDUAL = 0.01;

  private Notes() {}

  static List<String> of(WorkloadReport report) {
    List<String> notes = new ArrayList<>();
    report
        .absent()
        .forEach((name, why) -> notes.add(report.id() + ": " + name + " was left out: " + why));
    for (StackReport stack : report.stacks()) {
      String who = report.id() + ": " + stack.name();
      if (!stack.stable() && !stack.name().endsWith(WorkloadRun.AGAIN)) {
        notes.add(who + " had not settled when measuring began");
      }
      Counts counts = stack.all().counts();
      if (counts.lost() + counts.duplicates() + counts.reordered() > 0) {
        notes.add(
            "%s: %d lost, %d duplicate, %d out of order, of %d"
                .formatted(
                    who, counts.lost(), counts.duplicates(), counts.reordered(), counts.counted()));
      }
      // Both written so that NaN, no stages, is no complaint.
      if (stack.stageResidual() > RESIDUAL) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s: its stages miss the total by %.1f %%",
                who,
                100 * stack.stageResidual()));
      }
      if (stack.overclaimed() > RESIDUAL) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s: %.1f %% of its commands claim more time in its stages than passed",
                who,
                100 * stack.overclaimed()));
      }
    }
    return notes;
  }
}
