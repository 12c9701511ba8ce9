/** Policy bundles: reads a folder or a zip, and believes nothing in it before it is verified. */
@NullMarked
package io.github.hjelm.controller.bundle;

import org.jspecify.annotations.NullMarked;
