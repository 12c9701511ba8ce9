/** The cycle: from an observation to a safe command, and what makes it run. */
@NullMarked
package io.github.hjelm.controller.loop;

import org.jspecify.annotations.NullMarked;
