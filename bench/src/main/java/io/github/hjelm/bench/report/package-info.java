/** Where results go in the documentation. */
@NullMarked
package io.github.hjelm.bench.report;

import org.jspecify.annotations.NullMarked;
