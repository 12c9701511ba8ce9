/** What may be said from so many samples, and whether a difference is one. */
@NullMarked
package io.github.hjelm.bench.stats;

import org.jspecify.annotations.NullMarked;
