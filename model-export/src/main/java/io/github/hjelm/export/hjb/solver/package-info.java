/** The explicit level-set solver: Lax-Friedrichs Hamiltonians, Runge-Kutta steps, tubes. */
@NullMarked
package io.github.hjelm.export.hjb.solver;

import org.jspecify.annotations.NullMarked;
