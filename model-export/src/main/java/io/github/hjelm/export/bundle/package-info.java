/** Turns a trained or foreign graph into a bundle, and believes it only once it was read back. */
@NullMarked
package io.github.hjelm.export.bundle;

import org.jspecify.annotations.NullMarked;
