/** The only package that imports TensorFlow. */
@NullMarked
package io.github.hjelm.controller.policy.tensorflow;

import org.jspecify.annotations.NullMarked;
