package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.SolveRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the cases ask of a solver. */
final class Requests {

  private Requests() {}

  /** The problem's own choice but for its settings. */
  static SolveRequest settings(Map<String, String> settings) {
    return new SolveRequest(
        settings,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        false);
  }

  /** As many nodes on every axis. */
  static SolveRequest cube(SolveRequest like, int dimensions, int count) {
    return counts(like, Collections.nCopies(dimensions, count));
  }

  static SolveRequest counts(SolveRequest like, List<Integer> counts) {
    return new SolveRequest(
        like.settings(),
        Optional.of(counts),
        like.lower(),
        like.upper(),
        like.horizon(),
        like.scheme(),
        like.singlePrecision());
  }

  static SolveRequest scheme(SolveRequest like, String scheme) {
    return new SolveRequest(
        like.settings(),
        like.counts(),
        like.lower(),
        like.upper(),
        like.horizon(),
        Optional.of(scheme),
        like.singlePrecision());
  }

  static SolveRequest horizon(SolveRequest like, double horizonS) {
    return new SolveRequest(
        like.settings(),
        like.counts(),
        like.lower(),
        like.upper(),
        OptionalDouble.of(horizonS),
        like.scheme(),
        like.singlePrecision());
  }
}
