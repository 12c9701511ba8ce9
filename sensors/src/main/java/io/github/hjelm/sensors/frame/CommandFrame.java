package io.github.hjelm.sensors.frame;

/** A command that is filled, sent or read, and filled again; owned by one thread. */
public final class CommandFrame implements CommandFrameView {

  private final FrameName robot = new FrameName();
  private final FrameValues values = new FrameValues();
  private long epoch;
  private long sequence;
  private long observationSequence;
  private long observationStampNs;
  private long issuedNs;
  private long validForNs;
  private long bundleVersion;
  private Verdict verdict = Verdict.STOPPED;

  @Override
  public String robot() {
    return robot.toString();
  }

  /** The robot's name in place, for codecs. */
  public FrameName robotName() {
    return robot;
  }

  @Override
  public boolean isOfRobot(String name) {
    return robot.is(name);
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public long observationSequence() {
    return observationSequence;
  }

  @Override
  public long observationStampNs() {
    return observationStampNs;
  }

  @Override
  public long issuedNs() {
    return issuedNs;
  }

  @Override
  public long validForNs() {
    return validForNs;
  }

  @Override
  public Verdict verdict() {
    return verdict;
  }

  @Override
  public long bundleVersion() {
    return bundleVersion;
  }

  @Override
  public int valueCount() {
    return values.count();
  }

  @Override
  public double value(int index) {
    return values.get(index);
  }

  @Override
  public void copyValues(double[] target) {
    values.copyTo(target);
  }

  public CommandFrame setEpoch(long newEpoch) {
    epoch = newEpoch;
    return this;
  }

  public CommandFrame setSequence(long newSequence) {
    sequence = newSequence;
    return this;
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

  /** Makes room for this many values, all zero. */
  public CommandFrame resize(int valueCount) {
    values.resize(valueCount);
    return this;
  }

  public CommandFrame setValue(int index, double value) {
    values.set(index, value);
    return this;
  }

  /** Takes over the first {@code count} values of {@code source}. */
  public CommandFrame setValues(double[] source, int count) {
    values.setAll(source, count);
    return this;
  }
}
