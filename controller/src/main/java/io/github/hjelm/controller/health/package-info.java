/** What a loop counts, and what follows from it for whoever asks how the controller is doing. */
@NullMarked
package io.github.hjelm.controller.health;

import org.jspecify.annotations.NullMarked;
