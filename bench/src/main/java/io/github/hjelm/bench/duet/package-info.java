/** Stacks take turns on one machine, so that whatever the machine does happens to all of them. */
@NullMarked
package io.github.hjelm.bench.duet;

import org.jspecify.annotations.NullMarked;
