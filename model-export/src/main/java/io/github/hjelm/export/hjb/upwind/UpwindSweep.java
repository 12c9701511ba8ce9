package io.github.hjelm.export.hjb.upwind;

/**
 * Takes rows of values one after another along an axis and derives at the row that lies one halo
 * back: p⁻ and p⁺, as their mean and half their difference, which is what the Hamiltonian wants.
 *
 * <p>A row holds nodes that lie side by side on another axis, so every loop here runs over
 * contiguous memory at one common index, which is what the virtual machine's compiler turns into
 * vector instructions. Owned by one thread.
 */
public abstract class UpwindSweep {

  private final int halo;
  private final double inverseSpacing;

  /** First differences divided by the spacing, oldest first. */
  private final Ring differences;

  private double[] last = {};
  private int rows;

  UpwindSweep(int halo, int width, double inverseSpacing) {
    this.halo = halo;
    this.inverseSpacing = inverseSpacing;
    differences = new Ring(2 * halo, width);
  }

  /** Forgets all rows: another sweep begins. */
  public final void restart() {
    rows = 0;
  }

  /**
   * Takes the next row, which must stay as it is until the next call.
   *
   * @return whether there is a row to derive at, which there is from row 2 halo + 1 on
   */
  public final boolean push(double[] row) {
    if (rows > 0) {
      Rows.difference(last, row, inverseSpacing, differences.next());
      advance(differences);
    }
    last = row;
    rows++;
    return rows > 2 * halo;
  }

  /** Writes (p⁻ + p⁺)/2 and (p⁺ - p⁻)/2 at the row one halo back. */
  public final void derive(double[] mean, double[] half) {
    derive(differences, mean, half);
  }

  /**
   * Derives along the row itself, which holds a halo of nodes before the first and after the last.
   */
  public void along(double[] padded, double[] mean, double[] half) {
    for (int k = 0; k < 2 * halo; k++) {
      double[] row = differences.get(k);
      for (int i = 0; i < row.length; i++) {
        row[i] = (padded[i + k + 1] - padded[i + k]) * inverseSpacing;
      }
    }
    derive(differences, mean, half);
  }

  final double inverseSpacing() {
    return inverseSpacing;
  }

  /** Told of each new row of differences, for what can be kept from row to row. */
  void advance(Ring differences) {}

  /** Writes mean and half-difference from the 2 halo rows of differences around a row. */
  abstract void derive(Ring differences, double[] mean, double[] half);
}
