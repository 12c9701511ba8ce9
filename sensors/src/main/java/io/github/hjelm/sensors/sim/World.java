package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.sim.map.Extent;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import java.util.List;

/**
 * Where a robot may be: an arena with walls, less the obstacles in it.
 *
 * @param arena the free rectangle; everything outside it is solid
 */
public record World(String name, Obstacle.Box arena, List<Obstacle> obstacles)
    implements FreeSpace {

  /** No coordinate lies further out; keeps every distance finite. */
  public static final double MAX_EXTENT_M = 1e6;

  public World {
    obstacles = List.copyOf(obstacles);
  }

  /**
   * The clearance of a point: positive where it is free, negative inside an obstacle or outside the
   * arena. In free space it is the exact distance to the nearest solid point; NaN for NaN.
   */
  @Override
  @HotPath
  public double signedDistance(double xM, double yM) {
    double clearance = -arena.signedDistance(xM, yM);
    // By index: an iterator would be an allocation.
    for (int i = 0; i < obstacles.size(); i++) {
      clearance = Math.min(clearance, obstacles.get(i).signedDistance(xM, yM));
    }
    return clearance;
  }

  @Override
  public Extent extent() {
    return new Extent(arena.lowerXM(), arena.lowerYM(), arena.upperXM(), arena.upperYM());
  }

  /** Whether a point is free; false for NaN. */
  @HotPath
  public boolean contains(double xM, double yM) {
    return signedDistance(xM, yM) > 0;
  }
}
