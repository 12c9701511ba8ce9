/**
 * A process that does nothing but sleep and look at the clock: what the machine itself does to
 * whoever waits.
 */
@NullMarked
package io.github.hjelm.bench.control;

import org.jspecify.annotations.NullMarked;
