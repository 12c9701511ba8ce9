package io.github.hjelm.export.hjb.monotone;

import io.github.hjelm.sensors.robot.Quantity;
import java.util.ArrayList;
import java.util.List;

/** The corners of a box; a side without width gives no second corner. */
final class BoxCorners {

  private BoxCorners() {}

  /** All corners, the lowest first; of no quantities there is one, which is empty. */
  static double[][] of(List<Quantity> quantities) {
    List<double[]> corners = new ArrayList<>();
    corners.add(new double[quantities.size()]);
    for (int j = 0; j < quantities.size(); j++) {
      List<double[]> longer = new ArrayList<>();
      for (double[] corner : corners) {
        double[] lower = corner.clone();
        lower[j] = quantities.get(j).lower();
        longer.add(lower);
        if (quantities.get(j).upper() > quantities.get(j).lower()) {
          double[] upper = corner.clone();
          upper[j] = quantities.get(j).upper();
          longer.add(upper);
        }
      }
      corners = longer;
    }
    return corners.toArray(double[][]::new);
  }
}
