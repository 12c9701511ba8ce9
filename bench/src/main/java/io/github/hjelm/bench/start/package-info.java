/** How long it takes from the command line to the first command. */
@NullMarked
package io.github.hjelm.bench.start;

import org.jspecify.annotations.NullMarked;
