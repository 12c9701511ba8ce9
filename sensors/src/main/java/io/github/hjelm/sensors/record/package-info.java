/** Recording what was said over MQTT into a file, and saying it again. */
@NullMarked
package io.github.hjelm.sensors.record;

import org.jspecify.annotations.NullMarked;
