/** Networks as TensorFlow graphs: all weights of one lie in a single vector. */
@NullMarked
package io.github.hjelm.export.network;

import org.jspecify.annotations.NullMarked;
