package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.ByteBuffer;

/**
 * Where the robot is now by its model, from the last state that was seen and the commands that were
 * sent, without disturbance. Not thread-safe.
 */
final class PredictedState implements SentCommands.Motion {

  /** A robot that nobody saw for longer stands stopped; its model need not be followed further. */
  private static final int MAX_STEPS = 64;

  private final HeldFlow flow;
  private final double longestStepS;
  private final double[] noDisturbance;
  private final double[] half;
  private final double[] start;
  private final double[] x;
  private final double[] before;
  private long atNs;
  private boolean hasSeen;
  private long lastSeenNs;

  /**
   * Begins where the robot begins.
   *
   * @param longestStepS longer ways are taken in several steps
   */
  PredictedState(Robot robot, double longestStepS) {
    flow = new HeldFlow(robot);
    this.longestStepS = longestStepS;
    noDisturbance = new double[robot.disturbances().size()];
    half = new double[robot.states().size()];
    x = new double[half.length];
    before = new double[half.length];
    start = new double[half.length];
    robot.initialState(start);
    forget();
  }

  /** Begins again where the robot begins. */
  void forget() {
    System.arraycopy(start, 0, x, 0, x.length);
    hasSeen = false;
  }

  /** Goes on from where another is. */
  void takeOver(PredictedState before) {
    System.arraycopy(before.x, 0, x, 0, x.length);
    atNs = before.atNs;
    hasSeen = before.hasSeen;
    lastSeenNs = before.lastSeenNs;
  }

  /** Whether a usable state was ever seen. */
  boolean hasSeen() {
    return hasSeen;
  }

  /** How long ago the last usable state was measured. */
  long unseenNs(long nowNs) {
    return nowNs - lastSeenNs;
  }

  /** The state, lent. */
  double[] state() {
    return x;
  }

  /** Takes a state that was seen, and goes on to now; false, and nothing taken, where it cannot. */
  @HotPath
  boolean see(double[] state, long seenNs, SentCommands sent, long nowNs) {
    System.arraycopy(x, 0, before, 0, x.length);
    System.arraycopy(state, 0, x, 0, x.length);
    sent.replay(seenNs, nowNs, 0, this);
    if (!Finite.all(x)) {
      System.arraycopy(before, 0, x, 0, x.length);
      return false;
    }
    atNs = nowNs;
    hasSeen = true;
    lastSeenNs = seenNs;
    return true;
  }

  /** Goes on under the commands that were sent. */
  @HotPath
  void advance(SentCommands sent, long nowNs) {
    sent.replay(atNs, nowNs, 0, this);
    atNs = nowNs;
  }

  @Override
  @HotPath
  public void advance(double[] u, double seconds) {
    double steps = Math.min(MAX_STEPS, Math.max(1, Math.ceil(seconds / longestStepS)));
    double stepS = Math.min(longestStepS, seconds / steps);
    for (int k = 0; k < steps; k++) {
      flow.hold(x, u, noDisturbance, stepS, half, x);
    }
  }

  @HotPath
  void save(ByteBuffer out) {
    SnapshotBytes.put(out, x);
    out.putLong(atNs).putLong(lastSeenNs);
    SnapshotBytes.put(out, hasSeen);
  }

  void load(ByteBuffer in) {
    SnapshotBytes.take(in, x);
    atNs = in.getLong();
    lastSeenNs = in.getLong();
    hasSeen = SnapshotBytes.takeFlag(in);
  }
}
