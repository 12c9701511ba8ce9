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
 * @param mostRounds how often it is solved at most; the time is the median
 * @param metrics how good a solution is
 * @param exact the closed form at a state, or null where it holds on a part of the grid only
 * @param boundary a function that is zero where the value is known to be, and NaN where nothing is
 *     known, for the picture; null where there is none
 * @param slice where its picture cuts, by the number of an axis; null draws none
 * @param mostSeconds NaN where there is no limit
 * @param shareOfPeer the largest share of hj_reachability's time; NaN where it does not solve it
 */
record HjbCase(
    String name,
    String problem,
    SolveRequest request,
    int mostRounds,
    Function<Solution, List<HjbMetric>> metrics,
    @Nullable Function<Solution, ToDoubleFunction<double[]>> exact,
    @Nullable ToDoubleFunction<double[]> boundary,
    @Nullable Map<Integer, Double> slice,
    double mostSeconds,
    double shareOfPeer) {

  boolean hasPeer() {
    return !Double.isNaN(shareOfPeer);
  }
}
