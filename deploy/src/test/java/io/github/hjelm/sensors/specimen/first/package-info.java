/** One half of a cycle of packages. */
@NullMarked
package io.github.hjelm.sensors.specimen.first;

import org.jspecify.annotations.NullMarked;
