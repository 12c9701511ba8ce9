/** Distributions and how they are printed. */
@NullMarked
package io.github.hjelm.bench.stats;

import org.jspecify.annotations.NullMarked;
