/** What a loop keeps from one cycle to the next, written down to be taken up again. */
@NullMarked
package io.github.hjelm.controller.snapshot;

import org.jspecify.annotations.NullMarked;
