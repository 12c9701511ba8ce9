package io.github.hjelm.sensors.sim.map;

/** Where a robot may be in the plane; for any number of threads. */
public interface FreeSpace {

  /** What it is called in sentences. */
  String name();

  /** A rectangle outside of which everything is solid. */
  Extent extent();

  /**
   * The clearance of a point: positive where it is free, negative where it is solid, and never more
   * than the distance to the nearest solid point; NaN for NaN. It allocates nothing.
   */
  double signedDistance(double xM, double yM);
}
