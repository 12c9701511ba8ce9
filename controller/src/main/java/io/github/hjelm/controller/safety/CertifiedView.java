package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A robot as its certificate sees it: all of its states and controls or some of them, by their
 * names. A cart's certificate need not know the pole, nor that of a road the pedals. Immutable.
 */
public final class CertifiedView {

  private final Robot robot;
  private final double disturbanceScale;
  private final int[] places;
  private final int[] moved;
  private final OtherStates watched;

  private CertifiedView(
      Robot robot, double disturbanceScale, int[] places, int[] moved, OtherStates watched) {
    this.robot = robot;
    this.disturbanceScale = disturbanceScale;
    this.places = places;
    this.moved = moved;
    this.watched = watched;
  }

  /** A certificate over the robot itself, as strongly disturbed as its model says. */
  public static CertifiedView whole(Robot robot) {
    return new CertifiedView(
        robot,
        1,
        IntStream.range(0, robot.states().size()).toArray(),
        IntStream.range(0, robot.controls().size()).toArray(),
        OtherStates.NONE);
  }

  /**
   * Finds the certified robot's states and controls among the flown robot's.
   *
   * @param game the robot that the certificate is about
   * @param disturbanceScale how much of the flown robot's disturbances is covered
   * @throws IllegalArgumentException when a state or control is missing, in one sentence
   */
  public static CertifiedView of(Robot flown, Robot game, double disturbanceScale) {
    // Written so that NaN is refused.
    if (!(disturbanceScale >= 0 && disturbanceScale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a share of the disturbances must be a number of at least 0, but is " + disturbanceScale);
    }
    return new CertifiedView(
        game,
        disturbanceScale,
        places("is over the state", flown.states(), game.states(), flown.name()),
        places("moves the control", flown.controls(), game.controls(), flown.name()),
        OtherStates.NONE);
  }

  /** The same where the certificate counts on where other states are. */
  CertifiedView watching(OtherStates others) {
    return new CertifiedView(robot, disturbanceScale, places, moved, others);
  }

  private static int[] places(
      String does, List<Quantity> all, List<Quantity> wanted, String flown) {
    return wanted.stream().mapToInt(one -> place(does, all, one, flown)).toArray();
  }

  private static int place(String does, List<Quantity> all, Quantity wanted, String flown) {
    for (int i = 0; i < all.size(); i++) {
      Quantity one = all.get(i);
      if (one.name().equals(wanted.name()) && one.unit().equals(wanted.unit())) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "the certificate %s %s in %s, which the robot %s does not have: use the robot it was solved for"
            .formatted(does, wanted.name(), wanted.unit(), flown));
  }

  /** The robot that the certificate is about. */
  public Robot robot() {
    return robot;
  }

  /** How much of the flown robot's disturbances is covered. */
  public double disturbanceScale() {
    return disturbanceScale;
  }

  /** Which of the flown robot's states a certified one is. */
  public int place(int certified) {
    return places[certified];
  }

  /** Which of the flown robot's controls one of the certificate's is. */
  int movedPlace(int control) {
    return moved[control];
  }

  /** Which of the flown robot's controls the certificate's are. */
  int[] moved() {
    return moved.clone();
  }

  /**
   * How far an observation of each of the flown robot's states may be off; 0 where none is said.
   */
  List<Double> errors(CertificateTerms terms, Robot flown) {
    List<Double> errors = new ArrayList<>(Collections.nCopies(flown.states().size(), 0.0));
    List<Double> promised = terms.errors(places.length);
    for (int i = 0; i < places.length; i++) {
      errors.set(places[i], promised.get(i));
    }
    return errors;
  }

  /** Whether the other states are where the certificate counts on them to be. */
  @HotPath
  boolean covers(double[] x) {
    return watched.hold(x);
  }

  /** Writes the certified states. */
  @HotPath
  void see(double[] x, double[] seen) {
    for (int i = 0; i < places.length; i++) {
      seen[i] = x[places[i]];
    }
  }

  /** Writes the certificate's controls, and leaves the others. */
  @HotPath
  void move(double[] chosen, double[] u) {
    for (int j = 0; j < moved.length; j++) {
      u[moved[j]] = chosen[j];
    }
  }
}
