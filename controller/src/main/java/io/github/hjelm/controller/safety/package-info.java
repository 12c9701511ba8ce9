/**
 * What stands between a policy's proposals and the motors: ranking, certificate check, override.
 */
@NullMarked
package io.github.hjelm.controller.safety;

import org.jspecify.annotations.NullMarked;
