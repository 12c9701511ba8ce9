/** Retained words about who is there. */
@NullMarked
package io.github.hjelm.sensors.status;

import org.jspecify.annotations.NullMarked;
