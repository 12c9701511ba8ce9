package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Says when a robot does not move as its model and the covered disturbances allow, so that nobody
 * relies on a certificate that no longer speaks of it.
 *
 * <p>Each observation is compared with where the robot can be: from the observation before, which
 * finds shoves, and from one up to the horizon ago, over which small deviations add up. Where there
 * is a certificate its value is compared as well: it may not have fallen further below that of the
 * predicted state than such a deviation explains. Not thread-safe.
 */
public final class MismatchMonitor {

  /** For how a value bends between the states at which its slope is looked at. */
  private static final double VALUE_SLACK = 1.5;

  private static final double VALUE_ROUNDING = 1e-9;
  private static final double NS_PER_S = 1e9;

  private final MonitorSettings settings;
  private final ReachTube sinceLast;
  private final ReachTube sinceAnchor;
  private final double[] exceedances;
  private final @Nullable ValueField value;
  private final CertifiedView view;
  private final double[] seen;
  private final double[] expected;
  private final double[] slopeSeen;
  private final double[] slopeExpected;
  private final long windowMask;

  /**
   * What a command did for so short a time counts as done by the one after it: another tenth of the
   * error of timing, which the tube's slack covers.
   */
  private final long briefNs;

  private double valueExceedance;
  private boolean begun;
  private long lastNs;
  private long history;

  MismatchMonitor(
      Robot robot, CertifiedView view, @Nullable ValueField value, MonitorSettings settings) {
    this.settings = settings;
    this.view = view;
    this.value = value;
    sinceLast = new ReachTube(robot, view.disturbanceScale(), settings);
    sinceAnchor = new ReachTube(robot, view.disturbanceScale(), settings);
    exceedances = new double[robot.states().size()];
    int certified = view.robot().states().size();
    seen = new double[certified];
    expected = new double[certified];
    slopeSeen = new double[certified];
    slopeExpected = new double[certified];
    windowMask = -1L >>> (Long.SIZE - settings.window());
    briefNs = (long) (settings.timingErrorS() * (ReachTube.SLACK - 1) * NS_PER_S);
  }

  /** Takes an observation that is finite; one that is not newer than the last says nothing. */
  @HotPath
  Mismatch observe(long atNs, double[] x, SentCommands sent) {
    double passedS = (atNs - lastNs) * 1e-9;
    if (begun && passedS <= 0 && passedS > -settings.horizonS()) {
      return verdict();
    }
    // The first observation has nothing before it; over a long gap, or when time ran backwards,
    // the model says little.
    if (!begun || !(passedS > 0 && passedS <= settings.horizonS()) || sent.isEmpty()) {
      begin(atNs, x);
      return verdict();
    }
    sent.replay(lastNs, atNs, briefNs, sinceLast);
    sent.replay(lastNs, atNs, briefNs, sinceAnchor);
    boolean lastHolds = sinceLast.holds();
    boolean anchorHolds = sinceAnchor.holds();
    double worst = 0;
    for (int i = 0; i < exceedances.length; i++) {
      double one = lastHolds ? sinceLast.exceedance(i, x[i]) : 0;
      one = Math.max(one, anchorHolds ? sinceAnchor.exceedance(i, x[i]) : 0);
      exceedances[i] = one;
      worst = Math.max(worst, one);
    }
    valueExceedance = lastHolds ? valueExceedance(x) : 0;
    // Written so that NaN counts as impossible.
    boolean possible = Math.max(worst, valueExceedance) <= 1;
    history = ((history << 1) | (possible ? 0 : 1)) & windowMask;
    lastNs = atNs;
    sinceLast.begin(x);
    // What was impossible once is no anchor, or one glitch would be held against all that follow.
    boolean due = sinceAnchor.ageS() >= settings.horizonS() || !anchorHolds;
    if (due && (possible || verdict() == Mismatch.MODEL_MISMATCH)) {
      sinceAnchor.begin(x);
    }
    return verdict();
  }

  /** The next observation is the first. */
  void forget() {
    begun = false;
    history = 0;
    compareNothing();
  }

  private void compareNothing() {
    Arrays.fill(exceedances, 0);
    valueExceedance = 0;
  }

  private void begin(long atNs, double[] x) {
    begun = true;
    compareNothing();
    lastNs = atNs;
    sinceLast.begin(x);
    sinceAnchor.begin(x);
  }

  /** (V(predicted) - V(observed)) / Σ |∂V/∂xᵢ| boundᵢ */
  private double valueExceedance(double[] x) {
    if (value == null) {
      return 0;
    }
    view.see(x, seen);
    view.see(sinceLast.middle(), expected);
    double now = value.valueAndGradient(seen, slopeSeen);
    double predicted = value.valueAndGradient(expected, slopeExpected);
    if (!(now > ValueField.OUTSIDE && predicted > ValueField.OUTSIDE)) {
      return 0;
    }
    double explained = VALUE_ROUNDING;
    for (int i = 0; i < seen.length; i++) {
      double slope = Math.max(Math.abs(slopeSeen[i]), Math.abs(slopeExpected[i]));
      explained += VALUE_SLACK * slope * sinceLast.bound(view.place(i));
    }
    return (predicted - now) / explained;
  }

  /** What the recent observations say. */
  public Mismatch verdict() {
    if (Long.bitCount(history) >= settings.needed()) {
      return Mismatch.MODEL_MISMATCH;
    }
    return history == 0 ? Mismatch.NONE : Mismatch.SUSPECTED;
  }

  /**
   * How far the last observation's state was from what is possible: above 1 is impossible; 0 where
   * there was nothing to compare it with.
   */
  public double exceedance(int state) {
    return exceedances[state];
  }

  /** The same of the certified value; negative where it rose. */
  public double valueExceedance() {
    return valueExceedance;
  }

  @HotPath
  void save(ByteBuffer out) {
    sinceLast.save(out);
    sinceAnchor.save(out);
    SnapshotBytes.put(out, exceedances);
    out.putDouble(valueExceedance);
    SnapshotBytes.put(out, begun);
    out.putLong(lastNs).putLong(history);
  }

  void load(ByteBuffer in) {
    sinceLast.load(in);
    sinceAnchor.load(in);
    SnapshotBytes.take(in, exceedances);
    valueExceedance = in.getDouble();
    begun = SnapshotBytes.takeFlag(in);
    lastNs = in.getLong();
    history = in.getLong();
  }
}
