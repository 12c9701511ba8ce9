/** What drives a stack under measurement: a client made of raw bytes, and due times. */
@NullMarked
package io.github.hjelm.bench.rig;

import org.jspecify.annotations.NullMarked;
