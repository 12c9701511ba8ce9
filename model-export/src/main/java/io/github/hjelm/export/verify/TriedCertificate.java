package io.github.hjelm.export.verify;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.certificate.CertificateMaker;
import io.github.hjelm.sensors.time.MonotonicClock;

/**
 * A certificate that was tried before it is handed out: while a run violates, more is set aside for
 * what lies between the nodes, and the certificate is made again (theory 03.13).
 *
 * @param report of the last trial, without a violation
 * @param seed of that trial
 * @param lengthS of its runs
 */
public record TriedCertificate(
    CertificateMaker.Made made, ScenarioReport report, long seed, double lengthS) {

  /** Trials of different certificates that may be needed. */
  private static final int ROUNDS = 8;

  /**
   * Each trial draws runs that no other draws, and that {@code verify} does not draw by default.
   */
  private static final long SEED = 1_000_003;

  private static final double LENGTH_S = 6;

  /** The confidence that is lacking, over all rounds together. */
  private static final double BETA = 1e-6;

  /** More than what was seen, because worse may not have been seen. */
  private static final double ROOM = 1.5;

  /**
   * Makes and tries it.
   *
   * @param value V as solved
   * @throws SolveRefusal when no certificate stands the test, in one sentence
   */
  public static TriedCertificate make(
      CertificateMaker maker, Values value, int threads, MonotonicClock clock, Progress progress)
      throws SolveRefusal, InterruptedException {
    int runs = maker.promise().trials();
    double setAside = 0;
    for (int round = 1; ; round++) {
      CertificateMaker.Made made = maker.make(value, setAside, progress);
      CertificateTrial trial =
          CertificateTrial.of(
              made.certificate(), made.margins(), made.promise().delayS(), made.promise().errors());
      double lengthS = Math.max(LENGTH_S, trial.holdS());
      // The bound holds for whichever round it comes from, so the rounds share what it may err.
      ScenarioReport report =
          trial
              .run(runs, lengthS, BETA / ROUNDS, SEED + round, threads, clock, progress)
              .withBeta(BETA);
      if (report.violations() == 0) {
        return new TriedCertificate(made, report, SEED + round, lengthS);
      }
      if (round == ROUNDS || maker.promise().interpolation().isPresent()) {
        throw new SolveRefusal(
            "%d of %d runs of the filter leave what is certified, by %.3g at most, with %.3g set aside for"
                    .formatted(
                        report.violations(),
                        runs,
                        -report.worstClearance(),
                        made.margins().interpolation())
                + " points between nodes; refine the grid, or raise inflation, checks or interpolation");
      }
      setAside = made.margins().interpolation() + ROOM * -report.worstClearance();
    }
  }
}
