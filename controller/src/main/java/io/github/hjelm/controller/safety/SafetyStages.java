package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The stages of all robots that fly one bundle. Its certificate is read and checked once, at the
 * start; each robot gets a stage of its own over the same tables. Immutable: any thread may make
 * stages.
 */
public final class SafetyStages {

  private final Robot flown;
  private final LoopTiming timing;
  private final Optional<FittingCertificate> certificate;

  private SafetyStages(Robot flown, LoopTiming timing, Optional<FittingCertificate> certificate) {
    this.flown = flown;
    this.timing = timing;
    this.certificate = certificate;
  }

  /**
   * Checks a bundle's certificate against the robot and the loop. One that is there has to fit,
   * whatever was asked for.
   *
   * @param bundle where it lies, for the sentence
   * @param certificate the folder with the bundle's certificate, if it has one
   * @param flown the robot in use, with the parameters in use
   * @param games pose again what the certificate was solved for
   * @param mayBeUncertified whether running without a certificate was asked for
   */
  public static SafetyStages open(
      Path bundle,
      Optional<Path> certificate,
      Robot flown,
      CertifiedGames games,
      LoopTiming timing,
      boolean mayBeUncertified)
      throws TableRefusal {
    if (certificate.isEmpty() && !mayBeUncertified) {
      throw new LoopRefusal(
          LoopRefusal.Subject.NO_CERTIFICATE,
          bundle
              + " has no certificate, so nothing would vouch for its commands: use a bundle that"
              + " has one, or ask for that with --uncertified");
    }
    try {
      Optional<FittingCertificate> fitting =
          certificate.isPresent()
              ? Optional.of(fitting(certificate.get(), flown, games, timing))
              : Optional.empty();
      SafetyStages stages = new SafetyStages(flown, timing, fitting);
      // What only a stage can find out is found out now.
      stages.stage(CandidateRanking.asProposed(), stages.usualLadder());
      return stages;
    } catch (LoopRefusal e) {
      throw e.of(bundle);
    } catch (TableRefusal | IllegalArgumentException e) {
      throw new TableRefusal(bundle + ": " + e.getMessage(), e);
    }
  }

  private static FittingCertificate fitting(
      Path path, Robot flown, CertifiedGames games, LoopTiming timing) throws TableRefusal {
    CertificateFolder folder = CertificateFolder.read(path);
    CertificateFit.requireTiming(folder.terms(), timing);
    CertifiedGame game = folder.game(games);
    return new FittingCertificate(folder, game, CertificateFit.require(folder, game, flown));
  }

  /** What vouches; empty where running without was asked for. */
  public Optional<FittingCertificate> certificate() {
    return certificate;
  }

  /** The ladder for observations that are off by as much as the certificate allows. */
  public LadderSettings usualLadder() {
    if (certificate.isEmpty()) {
      return LadderSettings.of(timing.periodS());
    }
    CertificateTerms terms = certificate.get().folder().terms();
    MonitorSettings monitor = MonitorSettings.of(terms.holdS());
    return LadderSettings.of(terms.holdS())
        .with(
            monitor.withErrors(
                certificate.get().view().errors(terms, flown), monitor.timingErrorS()));
  }

  /**
   * The stage of one more robot.
   *
   * @throws IllegalArgumentException when the ladder is not about this kind of robot
   */
  public SafetyStage stage(CandidateRanking ranking, LadderSettings ladder) {
    if (certificate.isEmpty()) {
      return SafetyStage.uncertified(
          flown,
          ranking,
          FilterSettings.STANDARD_CANDIDATES,
          timing.maxAgeS(timing.periodS()),
          ladder);
    }
    FittingCertificate fitting = certificate.get();
    return SafetyStage.certified(
        flown,
        fitting.view(),
        fitting.forOneThread(),
        ranking,
        fitting.folder().settings(timing.maxAgeS(fitting.folder().terms().delayS())),
        ladder);
  }
}
