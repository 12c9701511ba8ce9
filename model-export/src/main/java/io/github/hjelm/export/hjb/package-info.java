/** Hamilton-Jacobi equations: problems, what is asked of a solver, and what comes out. */
@NullMarked
package io.github.hjelm.export.hjb;

import org.jspecify.annotations.NullMarked;
