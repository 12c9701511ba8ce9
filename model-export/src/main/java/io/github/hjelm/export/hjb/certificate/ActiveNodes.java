package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import java.util.Arrays;

/** Which nodes have to be looked at again, because a value within their reach has changed. */
final class ActiveNodes {

  private final Grid grid;
  private final int[] reach;
  private boolean[] active;
  private boolean[] spare;

  /**
   * Begins with all nodes.
   *
   * @param reach how many nodes away a change matters, per axis
   */
  ActiveNodes(Grid grid, int[] reach) {
    this.grid = grid;
    this.reach = reach.clone();
    active = new boolean[grid.size()];
    spare = new boolean[grid.size()];
    all();
  }

  boolean at(int node) {
    return active[node];
  }

  void all() {
    Arrays.fill(active, true);
  }

  /** Takes the nodes within reach of those where a value has fallen. */
  void within(boolean[] fallen) {
    System.arraycopy(fallen, 0, active, 0, fallen.length);
    for (int axis = 0; axis < grid.dimensions(); axis++) {
      spread(axis);
      boolean[] swap = active;
      active = spare;
      spare = swap;
    }
  }

  private void spread(int axis) {
    GridAxis line = grid.axis(axis);
    int stride = grid.stride(axis);
    int count = line.count();
    if (reach[axis] >= count / 2) {
      System.arraycopy(active, 0, spare, 0, active.length);
      fillLines(count, stride);
      return;
    }
    System.arraycopy(active, 0, spare, 0, active.length);
    for (int node = 0; node < active.length; node++) {
      if (!active[node]) {
        continue;
      }
      int index = node / stride % count;
      for (int step = -reach[axis]; step <= reach[axis]; step++) {
        int to = index + step;
        if (line.periodic()) {
          to = Math.floorMod(to, count);
        }
        if (to >= 0 && to < count) {
          spare[node + (to - index) * stride] = true;
        }
      }
    }
  }

  /** Reaches over most of the axis: one active node makes its whole line so. */
  private void fillLines(int count, int stride) {
    for (int node = 0; node < active.length; node++) {
      if (active[node]) {
        int first = node - node / stride % count * stride;
        for (int k = 0; k < count; k++) {
          spare[first + k * stride] = true;
        }
      }
    }
  }
}
