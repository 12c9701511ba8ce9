/** Classes that break one rule each; ArchitectureTest asserts that the rule sees them. */
@NullMarked
package io.github.hjelm.sensors.specimen;

import org.jspecify.annotations.NullMarked;
