/** Timings of single calls on the fast path. */
@NullMarked
package io.github.hjelm.bench.jmh;

import org.jspecify.annotations.NullMarked;
