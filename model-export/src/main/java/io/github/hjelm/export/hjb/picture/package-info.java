/** Pictures of value tables: a slice with its axes, its colour scale and the zero level set. */
@NullMarked
package io.github.hjelm.export.hjb.picture;

import org.jspecify.annotations.NullMarked;
