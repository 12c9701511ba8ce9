/** How results are written down: charts, tables, pages, and the report of a training. */
@NullMarked
package io.github.hjelm.export.report;

import org.jspecify.annotations.NullMarked;
