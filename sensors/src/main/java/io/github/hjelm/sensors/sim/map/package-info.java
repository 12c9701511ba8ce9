/** Where a robot may be in the plane, and occupancy grids as mapping tools write them. */
@NullMarked
package io.github.hjelm.sensors.sim.map;

import org.jspecify.annotations.NullMarked;
