/** How fast networks are trained, in turns with another tool. */
@NullMarked
package io.github.hjelm.bench.train;

import org.jspecify.annotations.NullMarked;
