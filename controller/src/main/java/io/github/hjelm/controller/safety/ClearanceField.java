package io.github.hjelm.controller.safety;

import io.github.hjelm.sensors.HotPath;

/**
 * How far a state is from what must not happen: l(x), below 0 where it has. NaN and {@link
 * ValueField#OUTSIDE} count as lost.
 */
@FunctionalInterface
public interface ClearanceField {

  /** l(x). Allocates nothing and keeps no state that one thread could leave behind for another. */
  @HotPath
  double value(double[] x);
}
