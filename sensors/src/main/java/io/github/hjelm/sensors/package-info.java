/** Everything on the robot's side of the wire. */
@NullMarked
package io.github.hjelm.sensors;

import org.jspecify.annotations.NullMarked;
