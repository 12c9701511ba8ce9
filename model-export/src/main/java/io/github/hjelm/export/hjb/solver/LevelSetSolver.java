package io.github.hjelm.export.hjb.solver;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Locale;

/**
 * Marches V_t + H(x, ∇V) = 0 from its end backwards in explicit steps.
 *
 * <p>Every node is computed by the same operations in the same order whatever thread does it, so a
 * result is the same to the last bit for any number of threads.
 */
public final class LevelSetSolver {

  private static final long REPORT_EVERY_NS = 250_000_000L;

  private final GridProblem problem;
  private final SolverSettings settings;
  private final MonotonicClock clock;

  public LevelSetSolver(GridProblem problem, SolverSettings settings) {
    this(problem, settings, MonotonicClock.system());
  }

  LevelSetSolver(GridProblem problem, SolverSettings settings, MonotonicClock clock) {
    this.problem = problem;
    this.settings = settings;
    this.clock = clock;
  }

  /** Solves it. */
  public GridValues solve(Progress progress) throws SolveRefusal, InterruptedException {
    return solve(progress, false);
  }

  /**
   * Solves it and notes when V first was zero at each node, which for a reach tube is the time to
   * reach.
   */
  public GridValues solveArrivals(Progress progress) throws SolveRefusal, InterruptedException {
    return solve(progress, true);
  }

  private GridValues solve(Progress progress, boolean arrivals)
      throws SolveRefusal, InterruptedException {
    for (GridAxis axis : problem.grid().axes()) {
      if (axis.count() < settings.upwind().minimumCount()) {
        throw new SolveRefusal(
            "axis %s has %d nodes, but scheme %s needs at least %d"
                .formatted(
                    axis.name(),
                    axis.count(),
                    settings.upwind().written(),
                    settings.upwind().minimumCount()));
      }
    }
    requireEnd();
    MemoryNeed.check(problem.grid().axes(), settings.threads(), MemoryNeed.available());
    long began = clock.nanoTime();
    try (March march = new March(problem, settings, arrivals)) {
      run(march, progress, began);
      Lines lines = march.lines();
      return new GridValues(
          new Values.Doubles(lines.flatten(march.values())),
          new Values.Doubles(arrivals ? lines.flatten(march.arrivals()) : new double[0]),
          (clock.nanoTime() - began) * 1e-9,
          march.steps(),
          march.residual(),
          march.residual() < settings.tolerance());
    }
  }

  private void requireEnd() throws SolveRefusal {
    if (Double.isInfinite(settings.horizonS())
        && (problem.terms().moving() || problem.terms().decay() > 0)) {
      throw new SolveRefusal(
          "what moves or decays has no value after an infinite time; set a finite horizon");
    }
  }

  private void run(March march, Progress progress, long began)
      throws SolveRefusal, InterruptedException {
    long reported = began;
    while (march.time() < settings.horizonS()) {
      march.step();
      // Written so that NaN is refused.
      if (!(march.residual() < Double.POSITIVE_INFINITY)) {
        throw new SolveRefusal(
            "the values are no longer finite after step " + march.steps() + "; use a smaller cfl");
      }
      // What moves may rest now and change V later.
      if (march.residual() < settings.tolerance() && !problem.terms().moving()) {
        return;
      }
      if (clock.nanoTime() - reported > REPORT_EVERY_NS) {
        reported = clock.nanoTime();
        progress.report(
            Double.isInfinite(settings.horizonS())
                ? Double.NaN
                : march.time() / settings.horizonS(),
            String.format(
                Locale.ROOT,
                "step %d, t = %.3f s, change %.1e, %.3g node-updates/s",
                march.steps(),
                march.time(),
                march.residual(),
                updates(march) / ((reported - began) * 1e-9)));
      }
    }
  }

  /** One per node and step, whatever its stages. */
  private double updates(March march) {
    return (double) march.steps() * problem.grid().size();
  }
}
