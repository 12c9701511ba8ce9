package io.github.hjelm.bench.filter;

import io.github.hjelm.export.RandomStreams;
import io.github.hjelm.export.verify.HeldController;
import java.util.SplittableRandom;

/**
 * One closed-loop run after another of a mass on a line: a start in the safe set, wishes of which
 * most aim at the wall, the push that hurts most, and the value looked at 20 times per hold.
 * Between two looks the mass moves on a parabola, which is computed as one and not integrated, so
 * that a hold costs little more than the filter that is tested. Not thread-safe: one instance per
 * thread.
 */
final class LineRun {

  static final double WALL_M = 1;
  static final double MOTOR_MPS2 = 1;
  static final double PUSH_MPS2 = 0.2;

  /** Starts are drawn from this box as long as they are not safe. */
  static final double FASTEST_START_MPS = 2;

  /** The share of wishes that aim at the wall; the others are drawn from what the motor can do. */
  static final double ADVERSITY = 0.7;

  static final int LOOKS_PER_HOLD = 20;

  /** The push is chosen anew half-way. */
  private static final int LOOKS_PER_PUSH = LOOKS_PER_HOLD / 2;

  private final HeldController controller;
  private final double holdS;
  private final int cycles;
  private final double level;
  private final long seed;
  private final double[] x = new double[2];
  private final double[] wish = new double[1];
  private final double[] u = new double[1];
  private double worst;
  private long interventions;

  /**
   * @param level the least value of a start
   */
  LineRun(HeldController controller, double holdS, int cycles, double level, long seed) {
    this.controller = controller;
    this.holdS = holdS;
    this.cycles = cycles;
    this.level = level;
    this.seed = seed;
  }

  /** The least value of the last run; NaN counts as lost. */
  double worst() {
    return worst;
  }

  /** Wishes of the last run that were overridden. */
  long interventions() {
    return interventions;
  }

  /** V = X - max{|p|, |p + v|v|/(2A)|} with A = motor - push (theory 03.2). */
  static double value(double p, double v) {
    double rest = p + v * Math.abs(v) / (2 * (MOTOR_MPS2 - PUSH_MPS2));
    return WALL_M - Math.max(Math.abs(p), Math.abs(rest));
  }

  /** The value after a time of constant acceleration. */
  private static double valueAfter(double p, double v, double a, double s) {
    return value(p + s * (v + 0.5 * a * s), v + a * s);
  }

  /** Rolls out the run of that number. */
  void run(int number) {
    SplittableRandom random = RandomStreams.of(seed, number);
    do {
      x[0] = WALL_M * (2 * random.nextDouble() - 1);
      x[1] = FASTEST_START_MPS * (2 * random.nextDouble() - 1);
    } while (!(value(x[0], x[1]) >= level));
    worst = value(x[0], x[1]);
    interventions = 0;
    for (int k = 0; k < cycles; k++) {
      wish[0] = wish(random);
      controller.control(x, wish, u);
      interventions += u[0] == wish[0] ? 0 : 1;
      hold(u[0]);
    }
  }

  private double wish(SplittableRandom random) {
    if (random.nextDouble() >= ADVERSITY) {
      return MOTOR_MPS2 * (2 * random.nextDouble() - 1);
    }
    double left = valueAfter(x[0], x[1], -MOTOR_MPS2, holdS);
    double right = valueAfter(x[0], x[1], MOTOR_MPS2, holdS);
    return right <= left ? MOTOR_MPS2 : -MOTOR_MPS2;
  }

  private void hold(double control) {
    double p = x[0];
    double v = x[1];
    double s = holdS / LOOKS_PER_HOLD;
    double least = worst;
    for (int look = 0; look < LOOKS_PER_HOLD; look += LOOKS_PER_PUSH) {
      double rest = (LOOKS_PER_HOLD - look) * s;
      double left = valueAfter(p, v, control - PUSH_MPS2, rest);
      double right = valueAfter(p, v, control + PUSH_MPS2, rest);
      double a = control + (right <= left ? PUSH_MPS2 : -PUSH_MPS2);
      for (int i = 1; i <= LOOKS_PER_PUSH; i++) {
        // Math.min keeps a NaN: a state that is lost sight of stays lost.
        least = Math.min(least, valueAfter(p, v, a, i * s));
      }
      double half = LOOKS_PER_PUSH * s;
      p += half * (v + 0.5 * a * half);
      v += a * half;
    }
    worst = least;
    x[0] = p;
    x[1] = v;
  }
}
