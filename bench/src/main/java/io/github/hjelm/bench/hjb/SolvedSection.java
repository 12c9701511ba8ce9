package io.github.hjelm.bench.hjb;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.report.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One problem at one or more sizes, against its closed form and, where there is one, the peer. */
final class SolvedSection implements Section {

  /** What several rows of a section show together. */
  @FunctionalInterface
  interface Together {
    Result of(List<HjbRow> rows);

    /** Nothing more than each alone. */
    static Together nothing() {
      return rows -> new Result(rows, List.of());
    }
  }

  private final String name;
  private final double guessedSeconds;
  private final List<HjbCase> cases;
  private final Together together;

  SolvedSection(String name, double guessedSeconds, List<HjbCase> cases, Together together) {
    this.name = name;
    this.guessedSeconds = guessedSeconds;
    this.cases = List.copyOf(cases);
    this.together = together;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double guessedSeconds() {
    return guessedSeconds;
  }

  @Override
  public Result run(Surroundings in, Progress progress) throws InterruptedException {
    List<HjbRow> rows = new ArrayList<>();
    List<Plot> plots = new ArrayList<>();
    // Nodes say better than the number of cases how much is done.
    double all = cases.stream().mapToDouble(SolvedSection::work).sum();
    double before = 0;
    for (HjbCase next : cases) {
      double from = before / all;
      double share = work(next) / all;
      before += work(next);
      Progress part = (done, what) -> progress.report(from + share * done, what);
      Optional<Problem> problem = in.catalog().find(next.problem());
      if (problem.isEmpty()) {
        rows.add(HjbRow.missing(name, next.name(), "this build has no problem " + next.problem()));
        continue;
      }
      try {
        Turns turns = new Turns(next, problem.get(), in.peer());
        Solution solution = turns.run(Math.min(in.rounds(), next.mostRounds()), part);
        rows.add(row(next, solution, turns));
        plots.addAll(CasePlots.of(name, next, solution));
      } catch (SolveRefusal e) {
        rows.add(HjbRow.missing(name, next.name(), String.valueOf(e.getMessage())));
      }
    }
    Result joint = together.of(rows);
    plots.addAll(0, joint.plots());
    return new Result(joint.rows(), plots);
  }

  private static double work(HjbCase next) {
    double nodes = 1;
    for (int count : next.request().counts().orElse(List.of(100))) {
      nodes *= count;
    }
    return nodes * next.mostRounds();
  }

  private HjbRow row(HjbCase next, Solution solution, Turns turns) {
    double seconds = Numbers.median(turns.seconds());
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("problem", next.problem());
    facts.put("grid", solution.grid().axes().stream().map(GridAxis::count).toList());
    facts.put("parameters", solution.parameters());
    facts.put("scheme", solution.scheme());
    facts.put("monotone", solution.monotone());
    facts.put("horizonS", solution.horizonS());
    facts.put("steps", solution.steps());
    facts.put("residual", solution.residual());
    facts.put("seconds", seconds);
    facts.put("secondsOfRounds", turns.seconds());
    facts.put("nodeUpdatesPerSecond", solution.grid().size() * (double) solution.steps() / seconds);
    List<HjbMetric> metrics = new ArrayList<>(next.metrics().apply(solution));
    if (!Double.isNaN(next.mostSeconds())) {
      metrics.add(HjbMetric.atMost("seconds", seconds, next.mostSeconds()));
    }
    if (next.hasPeer()) {
      compare(next, solution, turns, facts, metrics);
    }
    String how = solution.scheme() + (solution.monotone() ? ", monotone" : "");
    return new HjbRow(name, next.name(), how, facts, metrics, "");
  }

  private static void compare(
      HjbCase next,
      Solution solution,
      Turns turns,
      Map<String, Object> facts,
      List<HjbMetric> metrics) {
    if (!turns.compared()) {
      facts.put("hjReachabilityMissing", turns.peerMissing());
      return;
    }
    List<Double> shares = new ArrayList<>();
    for (int round = 0; round < turns.seconds().size(); round++) {
      shares.add(turns.seconds().get(round) / turns.peerSeconds().get(round));
    }
    double seconds = Numbers.median(turns.seconds());
    double peerSeconds = Numbers.median(turns.peerSeconds());
    facts.put("hjReachabilitySeconds", peerSeconds);
    facts.put("hjReachabilitySecondsOfRounds", turns.peerSeconds());
    facts.put("shareOfRounds", shares);
    metrics.add(
        HjbMetric.atMost("time over hj_reachability's", seconds / peerSeconds, next.shareOfPeer()));
    metrics.add(
        HjbMetric.reported(
            "least of a round", shares.stream().mapToDouble(s -> s).min().orElse(Double.NaN)));
    metrics.add(
        HjbMetric.reported(
            "most of a round", shares.stream().mapToDouble(s -> s).max().orElse(Double.NaN)));
    for (HjbMetric theirs : next.metrics().apply(turns.peersSolution(solution))) {
      metrics.add(HjbMetric.reported("hj_reachability's " + theirs.name(), theirs.value()));
    }
  }
}
