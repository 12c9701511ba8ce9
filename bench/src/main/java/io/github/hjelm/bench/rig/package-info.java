/**
 * What drives a stack under measurement: a client made of raw bytes, due times, and what it takes
 * to be in time.
 */
@NullMarked
package io.github.hjelm.bench.rig;

import org.jspecify.annotations.NullMarked;
