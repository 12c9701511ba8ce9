package io.github.hjelm.sensors.robot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Robots and states to test with. */
final class RobotSamples {

  private RobotSamples() {}

  /** Every robot of the catalogue, with its defaults. */
  static List<Robot> catalogue() throws RobotRefusal {
    List<Robot> robots = new ArrayList<>();
    for (RobotKind kind : RobotCatalog.kinds()) {
      robots.add(kind.create(Map.of()));
    }
    return robots;
  }

  /** One value for each quantity, within its bounds, or within ±3 where it has none. */
  static double[] random(List<Quantity> quantities, SplittableRandom random) {
    double[] values = new double[quantities.size()];
    for (int i = 0; i < values.length; i++) {
      double lower = Math.max(quantities.get(i).lower(), -3);
      double upper = Math.min(quantities.get(i).upper(), Math.max(3, lower + 3));
      values[i] = lower + (upper - lower) * random.nextDouble();
    }
    return values;
  }
}
