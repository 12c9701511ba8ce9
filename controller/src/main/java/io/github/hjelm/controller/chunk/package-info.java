/** Which action applies now: chunks of actions, joined while they are executed. */
@NullMarked
package io.github.hjelm.controller.chunk;

import org.jspecify.annotations.NullMarked;
