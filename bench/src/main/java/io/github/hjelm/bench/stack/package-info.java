/**
 * What is measured: a process that speaks the bench's contract, and how one is started and ended.
 */
@NullMarked
package io.github.hjelm.bench.stack;

import org.jspecify.annotations.NullMarked;
