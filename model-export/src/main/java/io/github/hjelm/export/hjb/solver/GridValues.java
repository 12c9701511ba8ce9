package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.export.hjb.Values;

/**
 * What came out.
 *
 * @param values V at the start, one per node
 * @param arrivals when a tube's V first was 0 at a node, in s before the end; infinite where it
 *     never was; empty unless asked for
 * @param seconds pure solving time
 * @param residual max|ΔV|/Δt of the last step
 * @param converged whether the residual is below the tolerance
 */
public record GridValues(
    Values.Doubles values,
    Values.Doubles arrivals,
    double seconds,
    long steps,
    double residual,
    boolean converged) {}
