/** One half of a cycle of packages. */
@NullMarked
package io.github.hjelm.sensors.specimen.second;

import org.jspecify.annotations.NullMarked;
