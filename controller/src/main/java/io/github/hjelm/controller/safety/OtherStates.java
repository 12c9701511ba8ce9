package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the states are that a certificate is not over: it holds while they stay there. A cart's
 * certificate counts on a pole that turns no faster than so. Immutable.
 */
final class OtherStates {

  /** Nothing is counted on. */
  static final OtherStates NONE = new OtherStates(new int[0], new double[0], new double[0]);

  /** Where states lie whose bounds nobody knows. */
  private static final double ANYWHERE = 10;

  private static final double WIDER = 10;

  private final int[] places;
  private final double[] lower;
  private final double[] upper;

  private OtherStates(int[] places, double[] lower, double[] upper) {
    this.places = places;
    this.lower = lower;
    this.upper = upper;
  }

  /**
   * All states of the flown robot that the certificate is not over, within its bounds or narrower.
   *
   * @param assumed what the game counts on
   * @throws IllegalArgumentException when it counts on a state that there is not, in one sentence
   */
  static OtherStates of(Robot flown, CertifiedView view, List<Quantity> assumed) {
    List<Quantity> ranges = new ArrayList<>(flown.states());
    for (Quantity one : assumed) {
      int place = place(flown, one);
      ranges.set(place, common(one, flown.states().get(place), flown.name()));
    }
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      others.add(i);
    }
    for (int i = 0; i < view.robot().states().size(); i++) {
      others.remove(Integer.valueOf(view.place(i)));
    }
    int[] places = others.stream().mapToInt(Integer::intValue).toArray();
    double[] lower = new double[places.length];
    double[] upper = new double[places.length];
    for (int k = 0; k < places.length; k++) {
      Quantity range = ranges.get(places[k]);
      lower[k] = Double.isFinite(range.lower()) ? range.lower() : -ANYWHERE;
      upper[k] = Double.isFinite(range.upper()) ? range.upper() : Math.max(lower[k], ANYWHERE);
    }
    return new OtherStates(places, lower, upper);
  }

  private static int place(Robot flown, Quantity assumed) {
    for (int i = 0; i < flown.states().size(); i++) {
      Quantity state = flown.states().get(i);
      if (state.name().equals(assumed.name()) && state.unit().equals(assumed.unit())) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "the certificate counts on the state %s in %s, which the robot %s does not have: use the robot it was solved for"
            .formatted(assumed.name(), assumed.unit(), flown.name()));
  }

  private static Quantity common(Quantity assumed, Quantity state, String flown) {
    double lower = Math.max(assumed.lower(), state.lower());
    double upper = Math.min(assumed.upper(), state.upper());
    // Written so that NaN is refused.
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "the certificate counts on %s in [%s, %s] %s, that of the robot %s is in [%s, %s]: use the robot it was solved for"
              .formatted(
                  assumed.name(),
                  assumed.lower(),
                  assumed.upper(),
                  assumed.unit(),
                  flown,
                  state.lower(),
                  state.upper()));
    }
    return Quantity.bounded(state.name(), state.unit(), lower, upper);
  }

  int count() {
    return places.length;
  }

  /** Which of the flown robot's states one is. */
  int place(int other) {
    return places[other];
  }

  double lower(int other) {
    return lower[other];
  }

  double upper(int other) {
    return upper[other];
  }

  /** The same with one of them far beyond its bounds. */
  OtherStates widened(int other) {
    double[] below = lower.clone();
    double[] above = upper.clone();
    double more = WIDER * (1 + upper[other] - lower[other]);
    below[other] -= more;
    above[other] += more;
    return new OtherStates(places, below, above);
  }

  /** Those that were kept. */
  OtherStates only(List<Integer> kept) {
    int[] fewer = kept.stream().mapToInt(k -> places[k]).toArray();
    double[] below = kept.stream().mapToDouble(k -> lower[k]).toArray();
    double[] above = kept.stream().mapToDouble(k -> upper[k]).toArray();
    return new OtherStates(fewer, below, above);
  }

  /** Whether all are where they should be. */
  @HotPath
  boolean hold(double[] x) {
    for (int k = 0; k < places.length; k++) {
      double state = x[places[k]];
      // Written so that NaN is not.
      if (!(state >= lower[k] && state <= upper[k])) {
        return false;
      }
    }
    return true;
  }
}
