/** Finds trajectories of least cost whose controls stay inside the robot's box. */
@NullMarked
package io.github.hjelm.export.task.optimise;

import org.jspecify.annotations.NullMarked;
