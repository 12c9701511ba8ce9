/** How results are written down: as JSON, and as tables in the documentation. */
@NullMarked
package io.github.hjelm.bench.report;

import org.jspecify.annotations.NullMarked;
