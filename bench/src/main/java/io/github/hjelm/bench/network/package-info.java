/** The network that all stacks compute: from a seed, in double precision, and as their files. */
@NullMarked
package io.github.hjelm.bench.network;

import org.jspecify.annotations.NullMarked;
