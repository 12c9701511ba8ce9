/** The open loop: observations leave when they are due, whatever has been answered. */
@NullMarked
package io.github.hjelm.bench.load;

import org.jspecify.annotations.NullMarked;
