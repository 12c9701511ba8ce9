package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/** Walks from a safe control towards a wish as far as the look-ahead vouches for it. */
final class Bisection {

  /** Ten halvings: a thousandth of the way, finer than an actuator tells apart. */
  private static final int HALVINGS = 10;

  private final LookAhead lookAhead;
  private final double[] trial;

  Bisection(LookAhead lookAhead, int m) {
    this.lookAhead = lookAhead;
    trial = new double[m];
  }

  /**
   * Replaces a safe control by the one nearest to the wish that is found certified.
   *
   * @param endFloor what the value must keep; the safe control may keep less
   * @param u certified before and after
   * @return whether u was changed
   */
  @HotPath
  boolean towards(double[] x, double[] wish, double margin, double endFloor, double[] u) {
    double certified = 0;
    double refused = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double share = (certified + refused) / 2;
      between(u, wish, share);
      if (lookAhead.slack(x, trial, margin, endFloor, 0) >= 0) {
        certified = share;
      } else {
        refused = share;
      }
    }
    if (certified > 0) {
      between(u, wish, certified);
      System.arraycopy(trial, 0, u, 0, u.length);
    }
    return certified > 0;
  }

  private void between(double[] from, double[] to, double share) {
    for (int j = 0; j < trial.length; j++) {
      trial[j] = from[j] + share * (to[j] - from[j]);
    }
  }
}
