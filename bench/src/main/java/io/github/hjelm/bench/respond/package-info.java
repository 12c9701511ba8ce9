/** The Java responder: a process that answers observations with commands over our transport. */
@NullMarked
package io.github.hjelm.bench.respond;

import org.jspecify.annotations.NullMarked;
