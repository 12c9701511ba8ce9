/** The run-time filter in a closed loop, beside the filters that are usual elsewhere. */
@NullMarked
package io.github.hjelm.bench.filter;

import org.jspecify.annotations.NullMarked;
