package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.snapshot.SnapshotBytes;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.StateRate;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Where a robot can be by its model, from one observation on, under the commands that were sent and
 * any covered disturbance, however it changes. Not thread-safe.
 *
 * <p>The middle follows the middle of the disturbance box. How far from it a state can be is the
 * larger of two things: where the corners of the box lead when they are held, and the bound that
 * also holds when the disturbance changes, ṙ = M r + w, with M the growth of errors component by
 * component (theory 03.11) and w how fast the box moves each state at most. M and w are the largest
 * found at the middle and at the corners' states. The errors of the first observation grow by M too
 * and are added.
 */
final class ReachTube implements SentCommands.Motion {

  /** Runge-Kutta steps this short are exact beside any disturbance that is worth covering. */
  private static final double LONGEST_STEP_S = 0.01;

  /**
   * For what M and w may be between the states at which they are looked at; of the error of timing
   * the share that a caller may use up by leaving out commands that acted briefly.
   */
  static final double SLACK = 1.1;

  /** What four bytes make of a number on its way, and more. */
  private static final double ROUNDING = 1e-6;

  private static final int TAYLOR_TERMS = 4;

  /**
   * Opposite corners whose middle lies further off, as a share of the reach, have bent the tube.
   */
  private static final double STRAIGHT = 0.05;

  private final Robot robot;
  private final Quantity[] states;
  private final HeldFlow flow;
  private final StateRate rate;
  private final double[] errors;
  private final double timingErrorS;
  private final double[] centre;
  private final double[] halfWidths;
  private final BoxVertices corners;
  private final double[] middle;
  private final double[][] cornerStates;
  private final double[] pushed;
  private final double[] mistaken;
  private final double[] half;
  private final double[] speeds;
  private final double[] lastSpeeds;
  private final double[] jacobian;
  private final double[] disturbanceMatrix;
  private final double[] growth;
  private final double[] drive;
  private final double[] term;
  private final double[] nextTerm;
  private double ageS;

  ReachTube(Robot robot, double disturbanceScale, MonitorSettings settings) {
    this.robot = robot;
    states = robot.states().toArray(Quantity[]::new);
    flow = new HeldFlow(robot);
    rate = new StateRate(robot);
    int n = states.length;
    errors = errors(settings.errors(), n, robot.name());
    timingErrorS = settings.timingErrorS();
    List<Quantity> box = robot.disturbances();
    centre = box.stream().mapToDouble(side -> (side.lower() + side.upper()) / 2).toArray();
    halfWidths =
        box.stream()
            .mapToDouble(side -> disturbanceScale * (side.upper() - side.lower()) / 2)
            .toArray();
    corners = BoxVertices.scaled(box, disturbanceScale);
    middle = new double[n];
    cornerStates = new double[corners.count()][n];
    pushed = new double[n];
    mistaken = new double[n];
    half = new double[n];
    speeds = new double[n];
    lastSpeeds = new double[n];
    jacobian = new double[n * n];
    disturbanceMatrix = new double[n * box.size()];
    growth = new double[n * n];
    drive = new double[n];
    term = new double[n];
    nextTerm = new double[n];
  }

  private static double[] errors(List<Double> perState, int n, String robot) {
    if (!perState.isEmpty() && perState.size() != n) {
      throw new IllegalArgumentException(
          "the monitor knows the errors of %d states, the robot %s has %d"
              .formatted(perState.size(), robot, n));
    }
    return perState.isEmpty()
        ? new double[n]
        : perState.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Begins at an observation. */
  @HotPath
  void begin(double[] x) {
    System.arraycopy(x, 0, middle, 0, middle.length);
    for (double[] state : cornerStates) {
      System.arraycopy(x, 0, state, 0, state.length);
    }
    System.arraycopy(errors, 0, mistaken, 0, mistaken.length);
    Arrays.fill(pushed, 0);
    Arrays.fill(lastSpeeds, Double.NaN);
    ageS = 0;
  }

  double ageS() {
    return ageS;
  }

  /** Goes on under one held command. */
  @Override
  @HotPath
  public void advance(double[] u, double seconds) {
    widenForTiming(u);
    int steps = (int) Math.max(1, Math.min(1000, Math.ceil(seconds / LONGEST_STEP_S)));
    double stepS = seconds / steps;
    for (int k = 0; k < steps; k++) {
      spread(u, stepS);
      flow.hold(middle, u, centre, stepS, half, middle);
      for (int c = 0; c < cornerStates.length; c++) {
        flow.hold(cornerStates[c], u, corners.vertex(c), stepS, half, cornerStates[c]);
      }
    }
    rate.evaluate(middle, u, centre, lastSpeeds);
    ageS += seconds;
  }

  /** Where one command ends and the next begins is known up to the error of timing. */
  private void widenForTiming(double[] u) {
    rate.evaluate(middle, u, centre, speeds);
    for (int i = 0; i < mistaken.length; i++) {
      boolean isFirst = Double.isNaN(lastSpeeds[i]);
      mistaken[i] += timingErrorS * Math.abs(isFirst ? speeds[i] : speeds[i] - lastSpeeds[i]);
    }
  }

  /** What disturbances and what errors do grows over one step. */
  private void spread(double[] u, double stepS) {
    Arrays.fill(growth, Double.NEGATIVE_INFINITY);
    Arrays.fill(drive, 0);
    gather(middle, u, centre);
    for (int c = 0; c < cornerStates.length; c++) {
      gather(cornerStates[c], u, corners.vertex(c));
    }
    grow(pushed, 1, stepS);
    grow(mistaken, 0, stepS);
  }

  /** ṙ = M r + w, or without w, as a Taylor series. */
  private void grow(double[] radius, double driven, double stepS) {
    int n = radius.length;
    System.arraycopy(radius, 0, term, 0, n);
    double factor = 1;
    for (int k = 1; k <= TAYLOR_TERMS; k++) {
      factor *= stepS / k;
      for (int i = 0; i < n; i++) {
        double sum = k == 1 ? driven * drive[i] : 0;
        for (int j = 0; j < n; j++) {
          sum += growth[i * n + j] * term[j];
        }
        nextTerm[i] = sum;
      }
      System.arraycopy(nextTerm, 0, term, 0, n);
      for (int i = 0; i < n; i++) {
        radius[i] += factor * term[i];
      }
    }
  }

  private void gather(double[] x, double[] u, double[] d) {
    robot.stateJacobian(x, u, d, jacobian);
    robot.disturbanceMatrix(x, disturbanceMatrix);
    int n = x.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = jacobian[i * n + j];
        growth[i * n + j] = Math.max(growth[i * n + j], i == j ? entry : Math.abs(entry));
      }
      double reach = 0;
      for (int j = 0; j < halfWidths.length; j++) {
        reach += Math.abs(disturbanceMatrix[i * halfWidths.length + j]) * halfWidths[j];
      }
      drive[i] = Math.max(drive[i], reach);
    }
  }

  /**
   * Whether the bound is one: the robot's motion is about linear in what disturbs it, and nothing
   * left all numbers. Where it is not, everything is possible.
   */
  @HotPath
  boolean holds() {
    for (int i = 0; i < middle.length; i++) {
      double straight = STRAIGHT * reach(i) + ROUNDING * (1 + Math.abs(middle[i]));
      for (int c = 0; c < cornerStates.length / 2; c++) {
        double one = difference(i, cornerStates[c][i], middle[i]);
        double opposite = difference(i, cornerStates[cornerStates.length - 1 - c][i], middle[i]);
        // Written so that NaN and an infinite reach do not hold.
        if (!(Math.abs(one + opposite) / 2 <= straight && straight < Double.POSITIVE_INFINITY)) {
          return false;
        }
      }
    }
    return Finite.all(middle) && Finite.all(pushed) && Finite.all(mistaken);
  }

  private double reach(int i) {
    double far = pushed[i];
    for (double[] corner : cornerStates) {
      far = Math.max(far, Math.abs(difference(i, corner[i], middle[i])));
    }
    return far + mistaken[i];
  }

  /** How far an observation may be from the middle along one state. */
  @HotPath
  double bound(int i) {
    double late = Double.isNaN(lastSpeeds[i]) ? 0 : timingErrorS * Math.abs(lastSpeeds[i]);
    return SLACK * reach(i) + errors[i] + late + ROUNDING * (1 + Math.abs(middle[i]));
  }

  /** How far it is from there, as a share of what is possible: above 1 is impossible. */
  @HotPath
  double exceedance(int i, double observed) {
    return Math.abs(difference(i, observed, middle[i])) / bound(i);
  }

  /** The state in the middle, lent. */
  double[] middle() {
    return middle;
  }

  /** From b to a, the short way around where the state is periodic. */
  private double difference(int i, double a, double b) {
    double way = a - b;
    if (!states[i].periodic()) {
      return way;
    }
    double period = states[i].upper() - states[i].lower();
    return way - period * Math.rint(way / period);
  }

  @HotPath
  void save(ByteBuffer out) {
    SnapshotBytes.put(out, middle);
    for (double[] corner : cornerStates) {
      SnapshotBytes.put(out, corner);
    }
    SnapshotBytes.put(out, pushed);
    SnapshotBytes.put(out, mistaken);
    SnapshotBytes.put(out, lastSpeeds);
    out.putDouble(ageS);
  }

  void load(ByteBuffer in) {
    SnapshotBytes.take(in, middle);
    for (double[] corner : cornerStates) {
      SnapshotBytes.take(in, corner);
    }
    SnapshotBytes.take(in, pushed);
    SnapshotBytes.take(in, mistaken);
    SnapshotBytes.take(in, lastSpeeds);
    ageS = in.getDouble();
  }
}
