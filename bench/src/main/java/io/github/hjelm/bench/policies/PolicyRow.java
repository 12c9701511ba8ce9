package io.github.hjelm.bench.policies;

import io.github.hjelm.export.study.Measured;
import io.github.hjelm.export.task.AttemptSummary;
import io.github.hjelm.export.task.WaysTaken;
import io.github.hjelm.export.task.WilsonInterval;
import java.util.List;
import java.util.Locale;

/**
 * One way to draw from one method, the attempts of all seeds together.
 *
 * @param lower end of the interval that success lies in with a confidence of 95 %
 * @param upper end
 * @param modeCoverage NaN where nothing succeeded twice from one start
 * @param costRatio of all costs over the least possible; NaN where that is not known
 */
public record PolicyRow(
    String task,
    String method,
    String sampler,
    int evaluations,
    int seeds,
    int attempts,
    int successes,
    double lower,
    double upper,
    int modes,
    double modeCoverage,
    int violations,
    double meanCost,
    double costRatio) {

  static PolicyRow of(String task, String method, List<Measured> seeds) {
    List<AttemptSummary> all = seeds.stream().map(Measured::attempts).toList();
    int attempts = all.stream().mapToInt(AttemptSummary::attempts).sum();
    int successes = all.stream().mapToInt(AttemptSummary::successes).sum();
    WilsonInterval interval = WilsonInterval.of(successes, attempts);
    WaysTaken ways =
        new WaysTaken(
            all.stream().mapToLong(one -> one.ways().pairs()).sum(),
            all.stream().mapToLong(one -> one.ways().different()).sum());
    int modes = all.get(0).successesPerMode().size();
    return new PolicyRow(
        task,
        method,
        seeds.get(0).sampler(),
        seeds.get(0).evaluations(),
        all.size(),
        attempts,
        successes,
        interval.lower(),
        interval.upper(),
        modes,
        ways.coverage(modes),
        all.stream().mapToInt(AttemptSummary::violations).sum(),
        all.stream().mapToDouble(one -> one.attempts() * one.meanCost()).sum() / attempts,
        all.stream()
            .mapToDouble(one -> one.costRatio().orElse(Double.NaN))
            .average()
            .orElse(Double.NaN));
  }

  double success() {
    return (double) successes / attempts;
  }

  /** {@code 98.3 (97.3–99.0)}. */
  String successText() {
    return String.format(
        Locale.ROOT, "%.1f (%.1f–%.1f)", 100 * success(), 100 * lower, 100 * upper);
  }

  String coverageText() {
    return modes == 1
        ? ""
        : Double.isNaN(modeCoverage) ? "unknown" : String.format(Locale.ROOT, "%.3f", modeCoverage);
  }

  String costRatioText() {
    return Double.isNaN(costRatio) ? "" : String.format(Locale.ROOT, "%.4f", costRatio);
  }
}
