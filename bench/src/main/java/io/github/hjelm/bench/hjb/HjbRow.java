package io.github.hjelm.bench.hjb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One line of a report.
 *
 * @param section the part of the benchmark that it belongs to
 * @param name unique in a report
 * @param how by which scheme or filter, in a few words
 * @param facts what is not judged: grid, parameters, every run's seconds and so on
 * @param missing why there are no metrics; empty when there are
 */
public record HjbRow(
    String section,
    String name,
    String how,
    Map<String, Object> facts,
    List<HjbMetric> metrics,
    String missing) {

  static HjbRow missing(String section, String name, String why) {
    return new HjbRow(section, name, "", Map.of(), List.of(), why);
  }

  /** A metric's value; NaN when there is none of that name. */
  double metric(String wanted) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(wanted))
        .mapToDouble(HjbMetric::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** A fact that is a number; NaN when there is none of that name. */
  double number(String fact) {
    return facts.get(fact) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** The same with more metrics. */
  HjbRow with(List<HjbMetric> others) {
    List<HjbMetric> more = new ArrayList<>(metrics);
    more.addAll(others);
    return new HjbRow(section, name, how, facts, more, missing);
  }

  /** Whether it was measured and kept all limits. */
  public boolean met() {
    return missing.isEmpty() && metrics.stream().allMatch(HjbMetric::met);
  }

  /** The same without limits. */
  HjbRow unjudged() {
    List<HjbMetric> reported =
        metrics.stream().map(metric -> HjbMetric.reported(metric.name(), metric.value())).toList();
    return new HjbRow(section, name, how, facts, reported, missing);
  }
}
