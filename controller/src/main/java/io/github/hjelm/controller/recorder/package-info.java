/**
 * The flight recorder: what went into each cycle and what came out of it, kept on disk for the last
 * minutes, and computed again from there bit for bit.
 */
@NullMarked
package io.github.hjelm.controller.recorder;

import org.jspecify.annotations.NullMarked;
