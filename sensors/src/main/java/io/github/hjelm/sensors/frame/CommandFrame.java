package io.github.hjelm.sensors.frame;

/** One command to one robot. */
public final class CommandFrame extends ValueFrame<CommandFrame> {

  private long observationSequence;
  private long observationStampNs;
  private long issuedNs;
  private long validForNs;
  private long bundleVersion;
  private Verdict verdict = Verdict.STOPPED;

  @Override
  CommandFrame self() {
    return this;
  }

  /** The sequence of the observation that this command answers. */
  public long observationSequence() {
    return observationSequence;
  }

  /**
   * The stamp of that observation, unchanged: the robot measures the command's age against it, on
   * its own clock.
   */
  public long observationStampNs() {
    return observationStampNs;
  }

  /**
   * When the command was issued, on the <em>controller's</em> monotonic clock; never compared with
   * the robot's.
   */
  public long issuedNs() {
    return issuedNs;
  }

  /**
   * How old the answered observation may be when the command is applied; whole microseconds on the
   * wire.
   */
  public long validForNs() {
    return validForNs;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** The version of the policy bundle in force, 0 when none is. */
  public long bundleVersion() {
    return bundleVersion;
  }

  /** Says which observation this command answers. */
  public CommandFrame setObservation(long newSequence, long newStampNs) {
    observationSequence = newSequence;
    observationStampNs = newStampNs;
    return this;
  }

  public CommandFrame setIssuedNs(long newIssuedNs) {
    issuedNs = newIssuedNs;
    return this;
  }

  public CommandFrame setValidForNs(long newValidForNs) {
    validForNs = newValidForNs;
    return this;
  }

  public CommandFrame setVerdict(Verdict newVerdict) {
    verdict = newVerdict;
    return this;
  }

  public CommandFrame setBundleVersion(long newBundleVersion) {
    bundleVersion = newBundleVersion;
    return this;
  }
}
