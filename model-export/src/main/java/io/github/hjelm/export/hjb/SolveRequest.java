package io.github.hjelm.export.hjb;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a user asks of a solver; whatever is empty takes the problem's default.
 *
 * @param settings {@code --set name=value}, as written
 * @param counts nodes per axis
 * @param lower lower end per axis
 * @param upper upper end per axis
 * @param horizon seconds; infinite means until convergence
 * @param scheme the name of one of the problem's schemes
 * @param singlePrecision whether values are kept in float
 */
public record SolveRequest(
    Map<String, String> settings,
    Optional<List<Integer>> counts,
    Optional<List<Double>> lower,
    Optional<List<Double>> upper,
    OptionalDouble horizon,
    Optional<String> scheme,
    boolean singlePrecision) {

  public SolveRequest {
    // In order, so that the same request has the same words in every process.
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** All defaults. */
  public static SolveRequest standard() {
    return new SolveRequest(
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        false);
  }
}
