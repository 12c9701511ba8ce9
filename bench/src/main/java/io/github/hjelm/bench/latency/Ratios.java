package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.duet.Contestant;
import io.github.hjelm.bench.measure.RoundLine;
import io.github.hjelm.bench.stats.BlockBootstrap;
import io.github.hjelm.bench.stats.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Our stack over the others, within rounds. */
final class Ratios {

  private static final Map<String, ToDoubleFunction<RoundLine>> FIGURES = figures();

  private final String ours;
  private final BlockBootstrap bootstrap;

  Ratios(String ours, long seed) {
    this.ours = ours;
    bootstrap = new BlockBootstrap(seed);
  }

  private static Map<String, ToDoubleFunction<RoundLine>> figures() {
    Map<String, ToDoubleFunction<RoundLine>> all = new LinkedHashMap<>();
    all.put(RatioLine.HEADLINE, RoundLine::serviceP50Us);
    all.put("service p99", RoundLine::serviceP99Us);
    all.put("response p50", RoundLine::responseP50Us);
    all.put("response p99", RoundLine::responseP99Us);
    return all;
  }

  /** A figure of a slice by the name that ratios give it. */
  static ToDoubleFunction<RoundLine> figure(String name) {
    return FIGURES.getOrDefault(name, line -> Double.NaN);
  }

  /** Against every other stack that has shown something. */
  List<RatioLine> against(List<Contestant> all) {
    return lines(all, false);
  }

  /** Against itself under another name. */
  List<RatioLine> same(List<Contestant> all) {
    return lines(all, true);
  }

  private Interval misses(Contestant one, Contestant other) {
    double perSlice = (double) one.all().counts().counted() / one.rounds().size();
    return bootstrap.ratioOfSums(
        one.perRound(RoundLine::missRatio), other.perRound(RoundLine::missRatio), 0.5 / perSlice);
  }

  private List<RatioLine> lines(List<Contestant> all, boolean again) {
    List<RatioLine> lines = new ArrayList<>();
    for (Contestant one : all) {
      for (Contestant other : all) {
        if (one.name().equals(ours)
            && other != one
            && other.name().equals(ours + WorkloadRun.AGAIN) == again
            && !other.rounds().isEmpty()) {
          FIGURES.forEach(
              (what, figure) ->
                  lines.add(
                      new RatioLine(
                          ours,
                          other.name(),
                          what,
                          bootstrap.ratio(one.perRound(figure), other.perRound(figure)))));
          lines.add(new RatioLine(ours, other.name(), "misses", misses(one, other)));
        }
      }
    }
    return lines;
  }
}
