package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.export.hjb.SolveRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Requests as a user would make them. */
final class Requests {

  private Requests() {}

  static SolveRequest with(Map<String, String> settings) {
    return new SolveRequest(
        settings,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        false);
  }

  static SolveRequest with(Map<String, String> settings, Integer... counts) {
    return new SolveRequest(
        settings,
        Optional.of(List.of(counts)),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        false);
  }
}
