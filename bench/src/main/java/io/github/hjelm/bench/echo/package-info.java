/**
 * The least that keeps the bench's contract; also the responder whose faults the instrument is
 * tested with.
 */
@NullMarked
package io.github.hjelm.bench.echo;

import org.jspecify.annotations.NullMarked;
