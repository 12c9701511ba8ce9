package io.github.hjelm.controller.safety;

/**
 * A certificate that speaks of the robot that is flown. Immutable; its tables are in memory once,
 * however many robots and pages look at them.
 *
 * @param game what it was solved for
 * @param view how it sees the flown robot
 */
public record FittingCertificate(CertificateFolder folder, CertifiedGame game, CertifiedView view) {

  /** The certificate for one thread. */
  public Certificate forOneThread() {
    return folder.certificate(game);
  }
}
