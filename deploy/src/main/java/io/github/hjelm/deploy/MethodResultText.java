package io.github.hjelm.deploy;

import io.github.hjelm.export.study.Measured;
import io.github.hjelm.export.study.MethodResult;
import io.github.hjelm.export.task.AttemptSummary;
import io.github.hjelm.export.task.WilsonInterval;
import java.util.List;
import java.util.Locale;

/** What methods achieved, as a table for a terminal. */
record MethodResultText(List<MethodResult> results) {

  /** A line for each way to draw. */
  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%-14s %-22s %11s  %-24s %8s  %s%n",
            "method", "sampler", "evaluations", "success (95 %)", "coverage", "loss"));
    for (MethodResult result : results) {
      for (Measured measured : result.measured()) {
        AttemptSummary attempts = measured.attempts();
        WilsonInterval interval = attempts.successInterval();
        text.append(
            String.format(
                Locale.ROOT,
                "%-14s %-22s %11d  %5.1f %% (%.1f to %.1f) %10.2f  %.4g%n",
                result.method(),
                measured.sampler(),
                measured.evaluations(),
                100 * attempts.successShare(),
                100 * interval.lower(),
                100 * interval.upper(),
                attempts.modeCoverage(),
                result.curve().last()));
      }
    }
    return text.toString();
  }
}
