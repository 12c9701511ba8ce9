package io.github.hjelm.bench.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ratios of a workload: a row per other stack, a column per figure.
 *
 * @param figures names of the columns
 * @param rows the others, and the same stack again
 */
record RatioTable(List<String> figures, List<Row> rows) {

  /**
   * One of the others.
   *
   * @param lines a ratio per figure
   */
  record Row(String other, List<RatioLine> lines) {

    /** That of the headline. */
    String verdict() {
      return lines.stream()
          .filter(line -> line.what().equals(RatioLine.HEADLINE))
          .map(RatioLine::verdict)
          .findFirst()
          .orElse("");
    }
  }

  static RatioTable of(WorkloadReport workload) {
    List<RatioLine> all =
        Stream.concat(workload.ratios().stream(), workload.same().stream()).toList();
    Map<String, List<RatioLine>> byOther =
        all.stream().collect(Collectors.groupingBy(RatioLine::other));
    List<Row> rows = new ArrayList<>();
    all.stream()
        .map(RatioLine::other)
        .distinct()
        .forEach(other -> rows.add(new Row(other, byOther.getOrDefault(other, List.of()))));
    return new RatioTable(all.stream().map(RatioLine::what).distinct().toList(), rows);
  }
}
