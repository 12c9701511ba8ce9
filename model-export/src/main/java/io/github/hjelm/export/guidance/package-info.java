/** Samplers that are bent towards a plan: real-time chunking by true vector-Jacobian products. */
@NullMarked
package io.github.hjelm.export.guidance;

import org.jspecify.annotations.NullMarked;
