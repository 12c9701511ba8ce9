/** Computes the graph of a small policy without TensorFlow, on the processor. */
@NullMarked
package io.github.hjelm.controller.policy.vector;

import org.jspecify.annotations.NullMarked;
