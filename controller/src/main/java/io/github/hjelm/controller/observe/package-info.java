/** From sensor frames to one checked observation, and to what the policy sees of it. */
@NullMarked
package io.github.hjelm.controller.observe;

import org.jspecify.annotations.NullMarked;
