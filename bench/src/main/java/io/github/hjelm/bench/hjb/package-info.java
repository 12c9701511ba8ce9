/** How exact and how fast value tables are solved, against closed forms and another tool. */
@NullMarked
package io.github.hjelm.bench.hjb;

import org.jspecify.annotations.NullMarked;
