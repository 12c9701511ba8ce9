package io.github.hjelm.export.hjb.upwind;

/**
 * The form of Jiang and Peng: a central derivative corrected by second differences (theory 01.7).
 *
 * <p>Smoothness indicators and third differences depend on two and three rows only and serve p⁻ of
 * one row and p⁺ of another, so a sweep computes each once and keeps it.
 */
final class Weno5Sweep extends UpwindSweep {

  /**
   * Keeps weights finite where a function is linear: JS's 10⁻⁶ times 3, for derivatives that are
   * divided by their typical size.
   */
  private static final double EPSILON = 3e-6;

  private static final double TWELFTH = 1.0 / 12;

  /** Second differences q of rows i, i+1, i+2 around the row i; the newest is last. */
  private final Ring q;

  /**
   * Squared: E(r) = outer(q_r, q_r+1), M(r) = middle(q_r, q_r+1), F(r) = outer(q_r+1, q_r); newest
   * last.
   */
  private final Ring outerBefore;

  private final Ring middle;
  private final Ring outerAfter;

  /** T(r) = q_r - 2q_r+1 + q_r+2; newest last. */
  private final Ring bends;

  private final double[] centre;
  private final double[] w0;
  private final double[] w1;
  private final double[] w2;

  /** What p⁻ and p⁺ differ by from the central derivative, before scaling and with p⁻ reversed. */
  private final double[] minusCorrection;

  private final double[] plusCorrection;
  private final double scale;
  private final Along along;

  Weno5Sweep(int width, double spacing, double slope) {
    super(3, width, 1 / (spacing * slope));
    scale = slope * TWELFTH;
    q = new Ring(3, width);
    outerBefore = new Ring(4, width);
    middle = new Ring(3, width);
    outerAfter = new Ring(3, width);
    bends = new Ring(3, width);
    centre = new double[width];
    w0 = new double[width];
    w1 = new double[width];
    w2 = new double[width];
    minusCorrection = new double[width];
    plusCorrection = new double[width];
    along = new Along(width);
  }

  // Rows that were never written hold zeros or an earlier sweep's numbers and are never read: what
  // derive() reads was made from the seven newest rows.
  @Override
  void advance(Ring d) {
    Rows.difference(d.get(4), d.get(5), q.next());
    Rows.outer(q.get(1), q.get(2), EPSILON, outerBefore.next());
    Rows.middle(q.get(1), q.get(2), EPSILON, middle.next());
    Rows.outer(q.get(2), q.get(1), EPSILON, outerAfter.next());
    Rows.second(q.get(0), q.get(1), q.get(2), bends.next());
  }

  @Override
  void derive(Ring d, double[] mean, double[] half) {
    Rows.central(d.get(1), d.get(2), d.get(3), d.get(4), centre);
    // The newest are E(i+1), M(i+1), F(i+1), T(i): q_i+2 is the newest second difference.
    Rows.weights(outerBefore.get(0), middle.get(0), outerAfter.get(1), w0, w1, w2);
    Rows.correction(bends.get(0), bends.get(1), w0, w1, w2, minusCorrection);
    Rows.weights(outerAfter.get(2), middle.get(1), outerBefore.get(1), w0, w1, w2);
    Rows.correction(bends.get(2), bends.get(1), w0, w1, w2, plusCorrection);
    finish(mean, half);
  }

  // p⁻ = k (centre - minus correction), p⁺ = k (centre + plus correction)
  private void finish(double[] mean, double[] half) {
    Rows.mean(centre, plusCorrection, minusCorrection, scale, mean);
    Rows.half(plusCorrection, minusCorrection, scale, half);
  }

  @Override
  public void along(double[] padded, double[] mean, double[] half) {
    along.derive(padded, mean, half);
  }

  /** The same along one row: everything is made once in a longer row, then shifted into place. */
  private final class Along {
    private final double[] d;
    private final double[] q;
    private final double[] e;
    private final double[] m;
    private final double[] f;
    private final double[] t;
    private final double[][] shifted;

    /** Rows one shorter than the padded row for each difference; the loops need equal lengths. */
    Along(int width) {
      int longer = width + 6;
      d = new double[longer];
      q = new double[longer];
      e = new double[longer];
      m = new double[longer];
      f = new double[longer];
      t = new double[longer];
      shifted = new double[5][longer];
    }

    private double[] shift(double[] from, int by, int slot) {
      double[] to = shifted[slot];
      System.arraycopy(from, by, to, 0, from.length - by);
      return to;
    }

    // Padded node k is row node k - 3; d[k] lies between padded k and k+1, q[k] at padded k+1.
    void derive(double[] padded, double[] mean, double[] half) {
      Rows.difference(padded, shift(padded, 1, 0), inverseSpacing(), d);
      Rows.difference(d, shift(d, 1, 0), q);
      double[] next = shift(q, 1, 0);
      Rows.outer(q, next, EPSILON, e);
      Rows.middle(q, next, EPSILON, m);
      Rows.outer(next, q, EPSILON, f);
      Rows.second(q, next, shift(q, 2, 1), t);
      Rows.central(shift(d, 1, 0), shift(d, 2, 1), shift(d, 3, 2), shift(d, 4, 3), centre);
      // Row node i has q[i+2] at itself, so E(i-2) is e[i], M(i-1) m[i+1], F(i) f[i+2].
      double[] bendHere = shift(t, 1, 3);
      Rows.weights(e, shift(m, 1, 0), shift(f, 2, 1), w0, w1, w2);
      Rows.correction(t, bendHere, w0, w1, w2, minusCorrection);
      Rows.weights(shift(f, 3, 0), shift(m, 2, 1), shift(e, 1, 2), w0, w1, w2);
      Rows.correction(shift(t, 2, 4), bendHere, w0, w1, w2, plusCorrection);
      finish(mean, half);
    }
  }
}
