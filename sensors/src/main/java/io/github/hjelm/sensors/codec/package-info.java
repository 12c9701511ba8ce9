/** How frames become bytes and bytes become frames. */
@NullMarked
package io.github.hjelm.sensors.codec;

import org.jspecify.annotations.NullMarked;
