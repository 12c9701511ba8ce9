package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;

/**
 * Looks at the nodes and between them: where the interpolated value promises the level and neither
 * clearance nor one hold keep it (theory 03.6). Not thread-safe: one instance per thread.
 */
final class CellCheck {

  private final Grid grid;
  private final HeldBackup backup;
  private final int parts;
  private final double level;
  private final int samples;
  private final int[] lattice;

  CellCheck(Grid grid, HeldBackup backup, CertificateSettings settings) {
    this.grid = grid;
    this.backup = backup;
    parts = settings.cellChecks();
    level = settings.level();
    int product = 1;
    for (int i = 0; i < grid.dimensions(); i++) {
      product = Math.multiplyExact(product, parts);
    }
    if (product > Long.SIZE) {
      throw new IllegalArgumentException(
          "%d points in a cell of %d axes are more than %d; take fewer checks"
              .formatted(product, grid.dimensions(), Long.SIZE));
    }
    samples = product;
    lattice = new int[grid.dimensions()];
  }

  /** Whether a node is the lower corner of a cell. */
  static boolean hasCell(Grid grid, int node) {
    for (int i = 0; i < grid.dimensions(); i++) {
      GridAxis axis = grid.axis(i);
      if (!axis.periodic() && grid.index(node, i) == axis.count() - 1) {
        return false;
      }
    }
    return true;
  }

  /** Which of the points of the cell above a node promise the level and do not keep it, as bits. */
  long open(int node, int likelyAction) {
    long open = 0;
    for (int sample = 0; sample < samples; sample++) {
      lattice(grid, node, sample, parts, lattice);
      open |= isOpen(likelyAction) ? 1L << sample : 0;
    }
    return open;
  }

  /** The lattice point of that number in the cell above a node. */
  static void lattice(Grid grid, int node, int sample, int parts, int[] lattice) {
    int rest = sample;
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = parts * grid.index(node, i) + rest % parts;
      rest /= parts;
    }
  }

  private boolean isOpen(int likelyAction) {
    backup.moveTo(lattice);
    // Written so that NaN is not kept.
    return backup.value() >= level
        && !(backup.clearance() >= level && backup.value(likelyAction, level) >= level);
  }
}
