package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A problem at one size with an answer that is known.
 *
 * @param name unique in a report
 * @param problem its name in the catalogue
 * @param runs how often it is solved; the time is the median
 * @param metrics how good a solution is
 * @param exact the closed form at a state, or null where it holds on a part of the grid only
 * @param slice where its picture cuts, by the number of an axis
 * @param speedOverPeer the largest share of the peer's time it may take; NaN where there is none
 */
record HjbCase(
    String name,
    String problem,
    SolveRequest request,
    int runs,
    Function<Solution, List<HjbMetric>> metrics,
    @Nullable Function<Solution, ToDoubleFunction<double[]>> exact,
    Map<Integer, Double> slice,
    double speedOverPeer) {}
