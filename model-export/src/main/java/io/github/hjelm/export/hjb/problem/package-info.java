/** The problems in the box. */
@NullMarked
package io.github.hjelm.export.hjb.problem;

import org.jspecify.annotations.NullMarked;
