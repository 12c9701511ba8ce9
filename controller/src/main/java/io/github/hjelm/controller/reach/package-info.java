/** Value tables on grids: where the certificate and the ranking look up what a state is worth. */
@NullMarked
package io.github.hjelm.controller.reach;

import org.jspecify.annotations.NullMarked;
