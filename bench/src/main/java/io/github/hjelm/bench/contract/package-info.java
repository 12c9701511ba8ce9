/**
 * What goes over the wire between the bench and a stack; {@code bench/docs/contract.md} in Java.
 */
@NullMarked
package io.github.hjelm.bench.contract;

import org.jspecify.annotations.NullMarked;
