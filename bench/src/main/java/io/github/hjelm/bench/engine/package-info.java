/** What computes the network in a responder: ours, and the engines that it is compared with. */
@NullMarked
package io.github.hjelm.bench.engine;

import org.jspecify.annotations.NullMarked;
