package io.github.hjelm.export.hjb.certificate;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.BackupActions;
import io.github.hjelm.controller.safety.Certificate;
import io.github.hjelm.controller.safety.ClearanceField;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;

/** V_c with the action kept for each node and the figures by which to judge it. */
public final class SampledDataCertificate {

  /**
   * How it came about.
   *
   * @param sweeps over all nodes
   * @param repairedCells how often the corners of a cell were lowered
   * @param residual the largest change of the last sweep
   * @param cellLoss by how much the interpolated value exceeds what one hold keeps of it, at most,
   *     at the points inside certified cells that were checked
   * @param safeShare the share of nodes with a value of at least 0
   * @param seconds pure solving time
   */
  public record Figures(
      long sweeps,
      long repairedCells,
      double residual,
      double cellLoss,
      double safeShare,
      double seconds) {}

  private final NodeValues value;
  private final int[] actions;
  private final List<Quantity> controls;
  private final CertificateSettings settings;
  private final Figures figures;

  SampledDataCertificate(
      NodeValues value, int[] actions, Robot robot, CertificateSettings settings, Figures figures) {
    this.value = value;
    this.actions = actions;
    controls = List.copyOf(robot.controls());
    this.settings = settings;
    this.figures = figures;
  }

  /** V_c, multilinear between nodes. */
  public NodeValues value() {
    return value;
  }

  public CertificateSettings settings() {
    return settings;
  }

  public Figures figures() {
    return figures;
  }

  /** Writes the action kept for a node. */
  public void action(int node, double[] u) {
    Bellman.action(controls, actions[node], u);
  }

  /** The action of the nearest node. */
  public BackupActions backup() {
    return (x, u) -> {
      int node = nearest(x);
      if (node < 0) {
        return false;
      }
      action(node, u);
      return true;
    };
  }

  /** The node nearest to x; negative off the grid. */
  private int nearest(double[] x) {
    Grid grid = value.grid();
    int node = 0;
    for (int i = 0; i < grid.dimensions(); i++) {
      GridAxis axis = grid.axis(i);
      // Written so that NaN lies outside.
      if (!(x[i] >= axis.lower() && x[i] <= axis.upper())) {
        return -1;
      }
      int index = (int) Math.round((x[i] - axis.lower()) / axis.spacing());
      node += index % axis.count() * grid.stride(i);
    }
    return node;
  }

  /** What the run-time filter takes. */
  public Certificate forFilter(ClearanceField clearance) {
    return new Certificate(value, clearance, backup());
  }
}
