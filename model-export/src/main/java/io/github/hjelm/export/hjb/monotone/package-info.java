/**
 * Monotone schemes: controlled Markov chains on a grid, policy iteration, explicit steps and
 * semi-Lagrangian iteration. Raising one value never lowers another, so convergence to the
 * viscosity solution is a theorem.
 */
@NullMarked
package io.github.hjelm.export.hjb.monotone;

import org.jspecify.annotations.NullMarked;
