/** A second, slow and obvious way to run a frozen graph: plain Java, in double precision. */
@NullMarked
package io.github.hjelm.export.bundle.plain;

import org.jspecify.annotations.NullMarked;
