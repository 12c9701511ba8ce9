package io.github.hjelm.controller.dashboard;

import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.sensors.sim.map.FreeSpace;

/**
 * What a certificate of a driving robot looks like: the least clearance on the way to a standstill.
 * Plausible, and nothing more.
 */
final class ArenaValue implements ValueField {

  static final double RADIUS_M = 0.18;
  private static final double BRAKING_MPS2 = 1;
  private static final int POINTS = 8;

  private final FreeSpace world;

  ArenaValue(FreeSpace world) {
    this.world = world;
  }

  @Override
  public int dimensions() {
    return 4;
  }

  @Override
  public double value(double[] x) {
    double stopM = x[3] * Math.abs(x[3]) / (2 * BRAKING_MPS2);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= POINTS; i++) {
      double wayM = stopM * i / POINTS;
      double clearance =
          world.signedDistance(x[0] + wayM * Math.cos(x[2]), x[1] + wayM * Math.sin(x[2]));
      least = Math.min(least, clearance - RADIUS_M);
    }
    return least;
  }

  @Override
  public double valueAndGradient(double[] x, double[] gradient) {
    throw new UnsupportedOperationException("no dashboard asks for a gradient");
  }
}
