/** Models too large for one grid, solved as subsystems on grids of their own (theory 04). */
@NullMarked
package io.github.hjelm.export.hjb.decomposition;

import org.jspecify.annotations.NullMarked;
