/** The only place that reads a clock. */
@NullMarked
package io.github.hjelm.sensors.time;

import org.jspecify.annotations.NullMarked;
