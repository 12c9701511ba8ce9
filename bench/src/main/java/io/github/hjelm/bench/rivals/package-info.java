/** The stacks that a run compares: ours, the floor, and what robot teams use otherwise. */
@NullMarked
package io.github.hjelm.bench.rivals;

import org.jspecify.annotations.NullMarked;
