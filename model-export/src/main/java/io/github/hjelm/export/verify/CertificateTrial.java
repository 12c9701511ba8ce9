package io.github.hjelm.export.verify;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.Certificate;
import io.github.hjelm.controller.safety.FilterSettings;
import io.github.hjelm.controller.safety.SafetyMargins;
import io.github.hjelm.controller.safety.SampledDataFilter;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.certificate.SampledDataCertificate;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * A certificate put to the test by the filter as it runs on the robot.
 *
 * @param certificates makes what a filter relies on; one per thread
 * @param errors bounds of the estimate's error, one for all states or one each
 */
record CertificateTrial(
    Robot robot,
    Grid grid,
    Supplier<Certificate> certificates,
    SafetyMargins margins,
    double level,
    double holdS,
    double delayS,
    List<Double> errors) {

  /** Seven wishes in ten aim at the wall, the others are any. */
  private static final double ADVERSITY = 0.7;

  /** The clearance is looked at eight times a hold. */
  private static final int CHECKS_PER_HOLD = 8;

  /** A certificate as it was made, before it lies on any disk. */
  static CertificateTrial of(
      SampledDataCertificate made, SafetyMargins margins, double delayS, List<Double> errors) {
    return new CertificateTrial(
        made.game().robot(),
        made.game().grid(),
        made::forFilter,
        margins,
        made.settings().level(),
        made.settings().holdS(),
        delayS,
        errors);
  }

  /** Runs the scenarios. */
  ScenarioReport run(
      int runs,
      double lengthS,
      double beta,
      long seed,
      int threads,
      MonotonicClock clock,
      Progress progress)
      throws InterruptedException {
    List<Quantity> starts =
        grid.axes().stream()
            .map(axis -> Quantity.bounded(axis.name(), axis.unit(), axis.lower(), axis.upper()))
            .toList();
    ScenarioSettings settings =
        new ScenarioSettings(
            runs,
            lengthS,
            holdS,
            CHECKS_PER_HOLD,
            starts,
            level,
            ADVERSITY,
            beta,
            seed,
            threads,
            delayS,
            eachError());
    return new ScenarioVerification(
            robot,
            () -> certificates.get().value(),
            certificates.get().clearance(),
            this::controller,
            clock)
        .run(settings, progress);
  }

  private List<Double> eachError() {
    if (errors.stream().allMatch(error -> error == 0)) {
      return List.of();
    }
    return errors.size() == 1
        ? Collections.nCopies(grid.dimensions(), errors.get(0))
        : List.copyOf(errors);
  }

  private HeldController controller() {
    FilterSettings settings = FilterSettings.of(holdS, delayS, margins);
    SampledDataFilter filter =
        new SampledDataFilter(robot, certificates.get(), CandidateRanking.asProposed(), settings);
    return new FilterInLoop(filter, delayS, robot.controls().size());
  }
}
