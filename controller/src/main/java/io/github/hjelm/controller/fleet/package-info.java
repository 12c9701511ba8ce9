/** Robots under one controller: put together, connected, watched over. */
@NullMarked
package io.github.hjelm.controller.fleet;

import org.jspecify.annotations.NullMarked;
