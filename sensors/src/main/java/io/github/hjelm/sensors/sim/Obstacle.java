package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.HotPath;

/** A solid shape in the plane, in metres. */
public sealed interface Obstacle {

  /** The distance to the shape's edge: positive outside, negative inside, NaN for NaN. */
  double signedDistance(double xM, double yM);

  /** A round obstacle. */
  record Disc(double centreXM, double centreYM, double radiusM) implements Obstacle {

    public Disc {
      // Written so that NaN is refused.
      if (!(Math.abs(centreXM) <= World.MAX_EXTENT_M
          && Math.abs(centreYM) <= World.MAX_EXTENT_M
          && radiusM > 0
          && radiusM <= World.MAX_EXTENT_M)) {
        throw new IllegalArgumentException("a disc needs a finite centre and a positive radius");
      }
    }

    @Override
    @HotPath
    public double signedDistance(double xM, double yM) {
      double dx = xM - centreXM;
      double dy = yM - centreYM;
      return Math.sqrt(dx * dx + dy * dy) - radiusM;
    }
  }

  /** A rectangle along the axes. */
  record Box(double lowerXM, double lowerYM, double upperXM, double upperYM) implements Obstacle {

    public Box {
      // Written so that NaN is refused.
      if (!(lowerXM < upperXM
          && lowerYM < upperYM
          && lowerXM >= -World.MAX_EXTENT_M
          && lowerYM >= -World.MAX_EXTENT_M
          && upperXM <= World.MAX_EXTENT_M
          && upperYM <= World.MAX_EXTENT_M)) {
        throw new IllegalArgumentException("a box needs finite corners, lower below upper");
      }
    }

    @Override
    @HotPath
    public double signedDistance(double xM, double yM) {
      // Along each axis: how far beyond the nearer of the two edges; negative between them.
      double beyondX = Math.max(lowerXM - xM, xM - upperXM);
      double beyondY = Math.max(lowerYM - yM, yM - upperYM);
      double inside = Math.min(Math.max(beyondX, beyondY), 0);
      double outsideX = Math.max(beyondX, 0);
      double outsideY = Math.max(beyondY, 0);
      return inside + Math.sqrt(outsideX * outsideX + outsideY * outsideY);
    }
  }
}
