/** From an observation to chunks of actions: what every policy has in common, whatever runs it. */
@NullMarked
package io.github.hjelm.controller.policy;

import org.jspecify.annotations.NullMarked;
