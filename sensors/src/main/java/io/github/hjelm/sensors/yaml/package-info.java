/** Configuration files, read with limits and refused with file, line and key. */
@NullMarked
package io.github.hjelm.sensors.yaml;

import org.jspecify.annotations.NullMarked;
