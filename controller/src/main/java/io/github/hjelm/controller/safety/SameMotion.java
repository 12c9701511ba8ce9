package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.StateRate;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Compares a robot with the one that its certificate is about, at points drawn from the table's
 * box: whatever the flown robot does under a covered disturbance, some disturbance of the certified
 * one does too, whatever the states and controls do that the certificate does not speak of.
 */
final class SameMotion {

  private static final int POINTS = 2000;
  private static final long SEED = 1;

  /** Of rates that are the same number by two ways. */
  private static final double ROUNDING = 1e-9;

  private final Robot flown;
  private final CertifiedView view;
  private final Robot game;
  private final Grid grid;
  private final OtherStates others;

  SameMotion(Robot flown, CertifiedView view, Grid grid, OtherStates others) {
    this.flown = flown;
    this.view = view;
    this.grid = grid;
    this.others = others;
    game = view.robot();
  }

  /** What differs, as part of a sentence; null where nothing was found. */
  @Nullable String fault() {
    SplittableRandom random = new SplittableRandom(SEED);
    int n = game.states().size();
    BoxVertices pushes = BoxVertices.scaled(flown.disturbances(), view.disturbanceScale());
    double[] x = new double[flown.states().size()];
    double[] rate = new double[x.length];
    double[] seen = new double[n];
    double[] expected = new double[n];
    double[] chosen = new double[game.controls().size()];
    double[] u = new double[flown.controls().size()];
    StateRate moves = new StateRate(flown);
    StateRate certified = new StateRate(game);
    double[] centre =
        game.disturbances().stream().mapToDouble(d -> (d.lower() + d.upper()) / 2).toArray();
    double[] reach = new double[n];
    for (int point = 0; point < POINTS; point++) {
      drawState(random, x);
      drawControls(random, chosen, u);
      view.see(x, seen);
      certified.evaluate(seen, chosen, centre, expected);
      reach(seen, reach);
      moves.evaluate(x, u, pushes.vertex(point % pushes.count()), rate);
      for (int i = 0; i < n; i++) {
        double way = rate[view.place(i)] - expected[i];
        double allowed = reach[i] + ROUNDING * (1 + Math.abs(expected[i]) + reach[i]);
        // Written so that NaN is a difference.
        if (!(Math.abs(way) <= allowed)) {
          return "the robot %s changes its %s by %.4g %s/s where the certificate expects %.4g, or %.3g from it"
              .formatted(
                  flown.name(),
                  game.states().get(i).name(),
                  rate[view.place(i)],
                  game.states().get(i).unit(),
                  expected[i],
                  reach[i]);
        }
      }
    }
    return null;
  }

  private void drawState(SplittableRandom random, double[] x) {
    for (int k = 0; k < others.count(); k++) {
      x[others.place(k)] = within(random, others.lower(k), others.upper(k));
    }
    for (int i = 0; i < grid.dimensions(); i++) {
      x[view.place(i)] = within(random, grid.axis(i).lower(), grid.axis(i).upper());
    }
  }

  /** The certificate's within its own box, the others within the motors'. */
  private void drawControls(SplittableRandom random, double[] chosen, double[] u) {
    for (int j = 0; j < u.length; j++) {
      Quantity motor = flown.controls().get(j);
      u[j] = within(random, motor.lower(), motor.upper());
    }
    for (int j = 0; j < chosen.length; j++) {
      Quantity side = game.controls().get(j);
      chosen[j] = within(random, side.lower(), side.upper());
    }
    view.move(chosen, u);
  }

  private static double within(SplittableRandom random, double lower, double upper) {
    return lower + random.nextDouble() * (upper - lower);
  }

  /** How far the game's disturbances move each rate from the middle. */
  private void reach(double[] seen, double[] reach) {
    int p = game.disturbances().size();
    double[] matrix = new double[seen.length * p];
    game.disturbanceMatrix(seen, matrix);
    for (int i = 0; i < reach.length; i++) {
      reach[i] = 0;
      for (int j = 0; j < p; j++) {
        Quantity side = game.disturbances().get(j);
        reach[i] += Math.abs(matrix[i * p + j]) * (side.upper() - side.lower()) / 2;
      }
    }
  }
}
