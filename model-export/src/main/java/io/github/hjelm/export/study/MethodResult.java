package io.github.hjelm.export.study;

import io.github.hjelm.export.train.LossCurve;
import java.util.List;
import java.util.Optional;

/**
 * What one method made of a task from one seed.
 *
 * @param method by the catalogue's name
 * @param network in words
 * @param measured each way to draw from it
 */
public record MethodResult(
    String method, String network, LossCurve curve, List<Measured> measured) {

  public MethodResult {
    measured = List.copyOf(measured);
  }

  /** What was measured with so many evaluations. */
  public Optional<Measured> at(int evaluations) {
    return measured.stream().filter(m -> m.evaluations() == evaluations).findFirst();
  }
}
