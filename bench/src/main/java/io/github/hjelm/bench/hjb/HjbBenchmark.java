package io.github.hjelm.bench.hjb;

import io.github.hjelm.bench.report.Machine;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.picture.SlicePicture;
import io.github.hjelm.export.hjb.picture.TableSlice;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Solves every case, compares it with its closed form, and then lets the peer do the same. */
public final class HjbBenchmark {

  /** The metric from whose fall a scheme's order is measured. */
  static final String MEAN_ERROR = "mean error";

  private final ProblemCatalog catalog;
  private final List<HjbCase> cases;
  private final Consumer<String> progress;
  private final Map<String, byte[]> pictures = new LinkedHashMap<>();

  /**
   * @param progress is told what is going on
   */
  public HjbBenchmark(ProblemCatalog catalog, Consumer<String> progress) {
    this(catalog, HjbCases.all(), progress);
  }

  HjbBenchmark(ProblemCatalog catalog, List<HjbCase> cases, Consumer<String> progress) {
    this.catalog = catalog;
    this.cases = cases;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @param command how to repeat it
   */
  public HjbReport run(String command, WallClock clock) throws IOException, InterruptedException {
    List<HjbRow> rows = new ArrayList<>();
    for (HjbCase next : cases) {
      rows.add(row(next));
    }
    progress.accept("hj_reachability");
    Peer peer = HjReachability.run(HjReachability.SCRIPT, System.getenv());
    String today =
        LocalDate.ofInstant(Instant.ofEpochMilli(clock.epochMillis()), ZoneOffset.UTC).toString();
    return new HjbReport(
        Machine.describe(), today, command, withSpeed(withOrder(rows), peer), peer);
  }

  /** PNG files by title: each solution and, where the closed form holds everywhere, its error. */
  public Map<String, byte[]> pictures() {
    return Collections.unmodifiableMap(pictures);
  }

  private HjbRow row(HjbCase next) throws InterruptedException {
    Optional<Problem> problem = catalog.find(next.problem());
    if (problem.isEmpty()) {
      return HjbRow.missing(next, "this build has no problem " + next.problem());
    }
    List<Double> runs = new ArrayList<>();
    try {
      Solution solution = null;
      for (int run = 0; run < next.runs(); run++) {
        progress.accept(next.name() + ", run " + (run + 1) + " of " + next.runs());
        solution = problem.get().solve(next.request(), Progress.none());
        runs.add(solution.seconds());
      }
      if (solution == null) {
        return HjbRow.missing(next, "it has no runs");
      }
      draw(next, solution);
      return solved(next, solution, runs);
    } catch (SolveRefusal e) {
      return HjbRow.missing(next, String.valueOf(e.getMessage()));
    }
  }

  private static HjbRow solved(HjbCase next, Solution solution, List<Double> runs) {
    List<Double> sorted = runs.stream().sorted().toList();
    double seconds = sorted.get(sorted.size() / 2);
    return new HjbRow(
        next.name(),
        next.problem(),
        solution.grid().axes().stream().map(GridAxis::count).toList(),
        solution.parameters(),
        solution.scheme(),
        solution.monotone(),
        seconds,
        runs,
        solution.steps(),
        solution.grid().size() * (double) solution.steps() / seconds,
        next.metrics().apply(solution),
        "");
  }

  private void draw(HjbCase next, Solution solution) {
    Map<String, Double> places = new LinkedHashMap<>();
    next.slice().forEach((axis, place) -> places.put(solution.grid().axis(axis).name(), place));
    TableSlice values = TableSlice.of(solution.grid(), solution.values()::get, places);
    pictures.put(
        next.name(), SlicePicture.png(values, next.name(), subtitle(solution.sign(), values)));
    if (next.exact() == null) {
      return;
    }
    ToDoubleFunction<double[]> exact = next.exact().apply(solution);
    double[] x = new double[solution.grid().dimensions()];
    TableSlice errors =
        TableSlice.of(
            solution.grid(),
            node -> {
              solution.grid().coordinates(node, x);
              return solution.values().get(node) - exact.applyAsDouble(x);
            },
            places);
    String title = next.name() + ", error";
    pictures.put(
        title, SlicePicture.png(errors, title, subtitle("solved less closed form", errors)));
  }

  private static String subtitle(String what, TableSlice slice) {
    return slice.held().isEmpty() ? what : what + "; " + slice.held();
  }

  /** Says how fast the error falls from one grid to the next finer of the same scheme. */
  private static List<HjbRow> withOrder(List<HjbRow> rows) {
    List<HjbRow> all = new ArrayList<>();
    HjbRow coarser = null;
    for (HjbRow row : rows) {
      double order = coarser == null ? Double.NaN : order(coarser, row);
      all.add(Double.isNaN(order) ? row : row.with(HjbMetric.reported("measured order", order)));
      coarser = row;
    }
    return all;
  }

  /** NaN when the two cannot be compared. */
  private static double order(HjbRow coarse, HjbRow fine) {
    if (!coarse.problem().equals(fine.problem())
        || !coarse.scheme().equals(fine.scheme())
        || coarse.grid().isEmpty()
        || fine.grid().isEmpty()) {
      return Double.NaN;
    }
    double refinement = (fine.grid().get(0) - 1.0) / (coarse.grid().get(0) - 1.0);
    return refinement == 1
        ? Double.NaN
        : Math.log(coarse.metric(MEAN_ERROR) / fine.metric(MEAN_ERROR)) / Math.log(refinement);
  }

  private List<HjbRow> withSpeed(List<HjbRow> rows, Peer peer) {
    List<HjbRow> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      HjbRow row = rows.get(i);
      double share = row.seconds() / peer.seconds(row.name());
      double limit = cases.get(i).speedOverPeer();
      all.add(
          Double.isNaN(share) || Double.isNaN(limit)
              ? row
              : row.with(HjbMetric.atMost("time over hj_reachability's", share, limit)));
    }
    return all;
  }
}
