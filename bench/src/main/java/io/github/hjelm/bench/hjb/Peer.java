package io.github.hjelm.bench.hjb;

import java.util.List;
import java.util.Map;

/**
 * What the other tool did, on the same machine in the same run.
 *
 * @param tool its name, revision, and what it ran on
 * @param skipped why it did not run; empty when it did
 */
public record Peer(String tool, String skipped, List<Row> rows) {

  /**
   * One case that it solved.
   *
   * @param name a case's name
   * @param seconds the median of its runs, without compiling
   */
  public record Row(
      String name, double seconds, double compilingSeconds, Map<String, Double> errors) {}

  static Peer skipped(String why) {
    return new Peer("hj_reachability", why, List.of());
  }

  /** Its seconds for a case; NaN when it did not run it. */
  double seconds(String name) {
    return rows.stream()
        .filter(row -> row.name().equals(name))
        .mapToDouble(Row::seconds)
        .findFirst()
        .orElse(Double.NaN);
  }
}
