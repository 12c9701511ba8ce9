/** Every problem in the box, by name. */
@NullMarked
package io.github.hjelm.export.hjb.catalog;

import org.jspecify.annotations.NullMarked;
