/** One call of a small policy: TensorFlow through the controller's sampler, beside ONNX Runtime. */
@NullMarked
package io.github.hjelm.bench.inference;

import org.jspecify.annotations.NullMarked;
