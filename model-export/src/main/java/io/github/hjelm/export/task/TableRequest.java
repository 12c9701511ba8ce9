package io.github.hjelm.export.task;

import io.github.hjelm.export.hjb.SolveRequest;

/**
 * A table of a bundle, as {@code hjelm solve} would be asked for it.
 *
 * @param problem the name in the catalogue of problems; the states of its robot are found among
 *     those of the task's robot by name
 * @param promise what {@code --certify} is told, such as {@code "hold=0.05,delay=0.01"}; empty for
 *     a table that only ranks
 */
public record TableRequest(String problem, SolveRequest request, String promise) {}
