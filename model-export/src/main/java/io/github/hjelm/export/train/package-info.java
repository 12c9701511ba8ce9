/** Gradient descent: steps, checkpoints that survive a kill, curves. */
@NullMarked
package io.github.hjelm.export.train;

import org.jspecify.annotations.NullMarked;
