package io.github.hjelm.bench.hjb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of one case.
 *
 * @param seconds the median of the runs
 * @param nodeUpdatesPerS nodes times steps over seconds
 * @param missing why it was not solved; empty when it was
 */
public record HjbRow(
    String name,
    String problem,
    List<Integer> grid,
    Map<String, Object> parameters,
    String scheme,
    boolean monotone,
    double seconds,
    List<Double> runs,
    long steps,
    double nodeUpdatesPerS,
    List<HjbMetric> metrics,
    String missing) {

  static HjbRow missing(HjbCase missed, String why) {
    return new HjbRow(
        missed.name(),
        missed.problem(),
        List.of(),
        Map.of(),
        "",
        false,
        Double.NaN,
        List.of(),
        0,
        Double.NaN,
        List.of(),
        why);
  }

  /** A metric's value; NaN when there is none of that name. */
  double metric(String wanted) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(wanted))
        .mapToDouble(HjbMetric::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The same with one metric more. */
  HjbRow with(HjbMetric metric) {
    List<HjbMetric> more = new ArrayList<>(metrics);
    more.add(metric);
    return new HjbRow(
        name,
        problem,
        grid,
        parameters,
        scheme,
        monotone,
        seconds,
        runs,
        steps,
        nodeUpdatesPerS,
        more,
        missing);
  }

  /** Whether it was solved within all limits. */
  public boolean met() {
    return missing.isEmpty() && metrics.stream().allMatch(HjbMetric::met);
  }
}
