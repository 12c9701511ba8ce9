/** Simulated robots that speak MQTT as real ones do, and the guard in front of their motors. */
@NullMarked
package io.github.hjelm.sensors.sim;

import org.jspecify.annotations.NullMarked;
