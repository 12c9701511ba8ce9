package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/**
 * The point of a box and a half-space that is nearest to a wish: min |u - a|² subject to c·u ≥ b
 * and lower ≤ u ≤ upper, exactly and without iteration (theory 03.9). Not thread-safe: one instance
 * per thread.
 */
public final class BoxQp {

  /** Whether there is such a point. */
  public enum Outcome {
    /** It was written. */
    SOLVED,
    /** Box and half-space do not meet, or an input is not a number; nothing was written. */
    INFEASIBLE
  }

  private final int m;
  private final double[] normal;
  private final double[] turns;

  /**
   * Makes room for problems of one size.
   *
   * @param m how many unknowns
   */
  public BoxQp(int m) {
    if (m < 1) {
      throw new IllegalArgumentException("a box of " + m + " dimensions holds no control");
    }
    this.m = m;
    normal = new double[m];
    turns = new double[2 * m];
  }

  /**
   * Solves one problem.
   *
   * @param a the wish, finite, inside the box or not
   * @param c the normal of the half-space
   * @param b its offset; negative infinity means no half-space
   * @param u the solution; may be {@code a} itself
   */
  @HotPath
  public Outcome solve(
      double[] a, double[] c, double b, double[] lower, double[] upper, double[] u) {
    double scale = 0;
    for (int i = 0; i < m; i++) {
      // Written so that NaN and an empty box are refused.
      if (!(Math.abs(a[i]) < Double.POSITIVE_INFINITY && lower[i] <= upper[i])) {
        return Outcome.INFEASIBLE;
      }
      scale = Math.max(scale, Math.abs(c[i]));
    }
    if (!(scale < Double.POSITIVE_INFINITY)) {
      return Outcome.INFEASIBLE;
    }
    // A normal of length about one keeps the multiplier λ in range whatever the units are.
    double unit = scale > 0 ? scale : 1;
    double offset = b / unit;
    double reach = 0;
    for (int i = 0; i < m; i++) {
      normal[i] = c[i] / unit;
      reach += Math.max(product(normal[i], lower[i]), product(normal[i], upper[i]));
    }
    if (!(reach >= offset)) {
      return Outcome.INFEASIBLE;
    }
    place(a, multiplier(a, offset, lower, upper), lower, upper, u);
    return Outcome.SOLVED;
  }

  /**
   * The smallest λ ≥ 0 with φ(λ) = Σ cᵢ clip(aᵢ + λ cᵢ) ≥ b; infinite when only a corner will do.
   */
  private double multiplier(double[] a, double offset, double[] lower, double[] upper) {
    if (level(a, 0, lower, upper) >= offset) {
      return 0;
    }
    int count = 0;
    for (int i = 0; i < m; i++) {
      count = insert((lower[i] - a[i]) / normal[i], count);
      count = insert((upper[i] - a[i]) / normal[i], count);
    }
    double left = 0;
    for (int k = 0; k < count; k++) {
      double right = turns[k];
      if (level(a, right, lower, upper) >= offset) {
        return onSegment(a, offset, left, right, lower, upper);
      }
      left = right;
    }
    return onSegment(a, offset, left, Double.POSITIVE_INFINITY, lower, upper);
  }

  /** φ is linear between two turns: λ from the free components alone. */
  private double onSegment(
      double[] a, double offset, double left, double right, double[] lower, double[] upper) {
    double inside = right < Double.POSITIVE_INFINITY ? left + (right - left) / 2 : 2 * left + 1;
    double missing = offset;
    double slope = 0;
    for (int i = 0; i < m; i++) {
      double wish = a[i] + inside * normal[i];
      if (wish > lower[i] && wish < upper[i]) {
        missing -= normal[i] * a[i];
        slope += normal[i] * normal[i];
      } else {
        missing -= product(normal[i], wish >= upper[i] ? upper[i] : lower[i]);
      }
    }
    // No free component: φ jumps here by rounding alone, the turn itself is the answer.
    double lambda = slope > 0 ? missing / slope : right;
    return Math.min(right, Math.max(left, lambda));
  }

  /**
   * Keeps the turns in ascending order; those at or before zero and beyond all numbers are none.
   */
  private int insert(double turn, int count) {
    if (!(turn > 0 && turn < Double.POSITIVE_INFINITY)) {
      return count;
    }
    int place = count;
    while (place > 0 && turns[place - 1] > turn) {
      turns[place] = turns[place - 1];
      place--;
    }
    turns[place] = turn;
    return count + 1;
  }

  private double level(double[] a, double lambda, double[] lower, double[] upper) {
    double sum = 0;
    for (int i = 0; i < m; i++) {
      sum += product(normal[i], clip(a[i] + lambda * normal[i], lower[i], upper[i]));
    }
    return sum;
  }

  private void place(double[] a, double lambda, double[] lower, double[] upper, double[] u) {
    for (int i = 0; i < m; i++) {
      double step = product(normal[i], lambda);
      u[i] = clip(a[i] + step, lower[i], upper[i]);
    }
  }

  /** A component that the half-space does not see moves nothing, not even an infinite bound. */
  private static double product(double normal, double value) {
    return normal == 0 ? 0 : normal * value;
  }

  private static double clip(double value, double lower, double upper) {
    return Math.min(upper, Math.max(lower, value));
  }
}
