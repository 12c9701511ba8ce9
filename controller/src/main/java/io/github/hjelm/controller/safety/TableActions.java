package io.github.hjelm.controller.safety;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;

/** The actions kept at the nodes of a grid: the nearest node's is taken. Safe for any reader. */
public final class TableActions implements BackupActions {

  private final Grid grid;
  private final GridAxis[] axes;
  private final Quantity[] controls;
  private final float[] actions;

  /**
   * Takes the actions; the array belongs to this from now on.
   *
   * @param actions one number per control for every node, in the order of the nodes
   */
  public TableActions(Grid grid, List<Quantity> controls, float[] actions) {
    if (actions.length != Math.multiplyExact(grid.size(), controls.size())) {
      throw new IllegalArgumentException(
          "%d numbers are not %d controls for %d nodes"
              .formatted(actions.length, controls.size(), grid.size()));
    }
    this.grid = grid;
    axes = grid.axes().toArray(GridAxis[]::new);
    this.controls = controls.toArray(Quantity[]::new);
    this.actions = actions;
  }

  @Override
  @HotPath
  public boolean action(double[] x, double[] u) {
    int node = 0;
    for (int i = 0; i < axes.length; i++) {
      int index = nearest(axes[i], x[i]);
      if (index < 0) {
        return false;
      }
      node += index * grid.stride(i);
    }
    for (int j = 0; j < controls.length; j++) {
      // Four bytes may round a bound to a number beyond it.
      u[j] = controls[j].clamp(actions[node * controls.length + j]);
    }
    return true;
  }

  /** A node's index; negative off the axis. */
  private static int nearest(GridAxis axis, double x) {
    double place = (x - axis.lower()) / axis.spacing();
    if (axis.periodic()) {
      double index = Math.rint(place) % axis.count();
      return Double.isFinite(index) ? (int) (index < 0 ? index + axis.count() : index) : -1;
    }
    // Written so that NaN lies outside.
    return x >= axis.lower() && x <= axis.upper() ? (int) Math.rint(place) : -1;
  }
}
