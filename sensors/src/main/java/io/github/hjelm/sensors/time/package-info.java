/** The only place that reads a clock; and what keeps processors ready to look at one. */
@NullMarked
package io.github.hjelm.sensors.time;

import org.jspecify.annotations.NullMarked;
