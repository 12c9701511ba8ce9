package io.github.hjelm.export.hjb.upwind;

/**
 * Takes rows of values one after another along an axis and gives p⁻ and p⁺ of the row that lies one
 * halo back.
 *
 * <p>A row holds nodes that lie side by side on another axis, so every loop here runs over
 * contiguous memory at one common index, which is what the virtual machine's compiler turns into
 * vector instructions. Owned by one thread.
 */
public abstract class UpwindSweep {

  private final int halo;
  private final double inverseSpacing;

  /** First differences divided by the spacing, oldest first. */
  private final double[][] differences;

  private final double[] minus;
  private final double[] plus;
  private double[] last = {};
  private int rows;

  UpwindSweep(int halo, int width, double inverseSpacing) {
    this.halo = halo;
    this.inverseSpacing = inverseSpacing;
    differences = new double[2 * halo][width];
    minus = new double[width];
    plus = new double[width];
  }

  /** Forgets all rows: another sweep begins. */
  public final void restart() {
    rows = 0;
  }

  /**
   * Takes the next row, which must stay as it is until the next call.
   *
   * @return whether p⁻ and p⁺ are there, which they are from row 2 halo + 1 on
   */
  public final boolean push(double[] row) {
    if (rows > 0) {
      double[] oldest = differences[0];
      System.arraycopy(differences, 1, differences, 0, differences.length - 1);
      differences[differences.length - 1] = oldest;
      Rows.difference(last, row, inverseSpacing, oldest);
      advance(differences);
    }
    last = row;
    rows++;
    if (rows <= 2 * halo) {
      return false;
    }
    derive(differences, minus, plus);
    return true;
  }

  /**
   * Derives along the row itself, which holds a halo of nodes before the first and after the last.
   */
  public void along(double[] padded) {
    int n = minus.length;
    double[] row = differences[0];
    restart();
    for (int k = 0; k < 2 * halo; k++) {
      row = differences[k];
      for (int i = 0; i < n; i++) {
        row[i] = (padded[i + k + 1] - padded[i + k]) * inverseSpacing;
      }
    }
    derive(differences, minus, plus);
  }

  /** Backward differences of the row one halo back; valid until the next call. */
  public final double[] minus() {
    return minus;
  }

  /** Forward differences of the row one halo back; valid until the next call. */
  public final double[] plus() {
    return plus;
  }

  final int halo() {
    return halo;
  }

  final double inverseSpacing() {
    return inverseSpacing;
  }

  /** Told of each new row of differences, for what can be kept from row to row. */
  void advance(double[][] differences) {}

  /** Writes p⁻ and p⁺ from the 2 halo rows of differences around a row. */
  abstract void derive(double[][] differences, double[] minus, double[] plus);
}
