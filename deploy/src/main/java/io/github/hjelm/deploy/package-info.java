/** The command line: the only place that chooses implementations. */
@NullMarked
package io.github.hjelm.deploy;

import org.jspecify.annotations.NullMarked;
