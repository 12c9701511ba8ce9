/** What robot and controller say to each other: sensor, command, event and status frames. */
@NullMarked
package io.github.hjelm.sensors.frame;

import org.jspecify.annotations.NullMarked;
