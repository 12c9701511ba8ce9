package io.github.hjelm.export.task;

import io.github.hjelm.export.hjb.SolveRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A table of a bundle, as {@code hjelm solve} would be asked for it.
 *
 * @param problem the name in the catalogue of problems; the states of its robot are found among
 *     those of the task's robot by name
 * @param promise what {@code --certify} is told, such as {@code "hold=0.05,delay=0.01"}; empty for
 *     a table that only ranks
 */
public record TableRequest(String problem, SolveRequest request, String promise) {

  /** What a controller with a broker between it and the robot needs: old estimates are usual. */
  private static final double DELAY_S = 0.02;

  /**
   * The promise for controls that are held for so long, on estimates up to {@value #DELAY_S} s old.
   */
  static String promiseFor(double holdS) {
    return "hold=" + holdS + ",delay=" + DELAY_S;
  }

  /**
   * A table with these settings, and defaults for everything else.
   *
   * @param counts nodes per axis; empty for the problem's own
   */
  static TableRequest of(
      String problem, Map<String, String> settings, List<Integer> counts, String promise) {
    SolveRequest request =
        new SolveRequest(
            Map.copyOf(settings),
            counts.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(counts)),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            false);
    return new TableRequest(problem, request, promise);
  }
}
