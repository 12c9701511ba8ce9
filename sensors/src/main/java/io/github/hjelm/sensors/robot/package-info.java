/**
 * What a robot is: states, controls, disturbances and the control-affine dynamics that bind them.
 */
@NullMarked
package io.github.hjelm.sensors.robot;

import org.jspecify.annotations.NullMarked;
