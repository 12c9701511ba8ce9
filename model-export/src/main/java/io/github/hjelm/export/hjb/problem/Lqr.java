package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.monotone.Chain;
import io.github.hjelm.export.hjb.monotone.PolicyIteration;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Linear dynamics, quadratic cost, noise and discount: the cost-to-go, which is positive. */
public final class Lqr implements Problem {

  private static final double TOLERANCE = 1e-9;
  private static final int MAX_ROUNDS = 100;

  /** A quadratic part that changes less than this, relatively, has been found. */
  private static final double SETTLED = 1e-8;

  /** One that still changes by more than this, relatively, after all shifts is no answer. */
  private static final double UNSETTLED = 1e-5;

  private static final List<String> SCALARS = List.of("alpha", "beta", "q", "r", "sigma", "rho");
  private static final int[] STANDARD_COUNTS = {401, 81, 41, 21, 13, 9};

  private final MonotonicClock clock;

  public Lqr() {
    this(MonotonicClock.system());
  }

  Lqr(MonotonicClock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "lqr";
  }

  @Override
  public String summary() {
    return "cost-to-go of a linear system with quadratic cost, noise and discount";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("alpha", "1/s", -0.5, -1e3, 1e3, "dX = (alpha X + beta u)dt + sigma dW"),
        new Parameter("beta", "1/s", 1, -1e3, 1e3, "effect of the control"),
        new Parameter("q", "1/s", 1, 0, 1e6, "cost rate is (q x² + r u²)/2"),
        new Parameter("r", "1/s", 0.1, 1e-6, 1e6, "price of the control"),
        new Parameter("sigma", "1/√s", 0.3, 0, 1e3, "strength of the noise"),
        new Parameter("rho", "1/s", 0.1, 1e-6, 1e6, "discount rate"),
        new Parameter("dimension", "1", 1, 1, 2, "2 is a pushed point mass with given numbers"),
        new Parameter(
            "shifts", "1", 100, 0, 1000, "how often at most the quadratic part is taken off"));
  }

  @Override
  public List<TextSetting> textSettings() {
    return List.of(
        new TextSetting("file", "", "a YAML file with A, B, Q, R, Sigma (lists of rows) and rho"));
  }

  @Override
  public Solution solve(SolveRequest request, Progress progress)
      throws SolveRefusal, InterruptedException {
    ProblemSettings settings = ProblemSettings.of(this, request);
    String scheme = Asked.scheme(this, request, List.of("markov-chain"));
    Asked.refuseHorizon(this, request);
    LinearQuadratic problem = problem(request, settings);
    int n = problem.states();
    Grid grid = Asked.grid(this, request, axes(n), 64 + 16L * n);
    refuseSlantedNoise(problem, grid);
    SolveWatch watch = new SolveWatch(clock, progress);
    double[] v = new double[grid.size()];
    Quadratic shift = new Quadratic(n);
    int shifts = (int) settings.number("shifts");
    PolicyIteration.Outcome outcome = shifted(problem, grid, shift, shifts, v, watch);
    if (!outcome.converged()) {
      throw new SolveRefusal(
          "lqr: found no finite cost-to-go, so B most likely does not stabilise A - rho/2; raise rho, or correct A and B");
    }
    add(grid, shift, 1, v);
    return new Solution(
        grid,
        Asked.values(request, v),
        "cost-to-go",
        name(),
        settings.asMap(),
        scheme,
        true,
        Double.POSITIVE_INFINITY,
        watch.seconds(),
        outcome.rounds(),
        outcome.residual());
  }

  private LinearQuadratic problem(SolveRequest request, ProblemSettings settings)
      throws SolveRefusal {
    String file = settings.text("file");
    boolean plane = settings.number("dimension") >= 2;
    if (file.isEmpty() && !plane) {
      return LinearQuadratic.scalar(
          settings.number("alpha"),
          settings.number("beta"),
          settings.number("q"),
          settings.number("r"),
          settings.number("sigma"),
          settings.number("rho"));
    }
    for (String name : SCALARS) {
      if (request.settings().containsKey(name)) {
        throw new SolveRefusal(
            "lqr: '"
                + name
                + "' belongs to the case of one dimension, leave it out or write a file");
      }
    }
    if (file.isEmpty()) {
      return LinearQuadratic.plane();
    }
    if (request.settings().containsKey("dimension")) {
      throw new SolveRefusal(
          "lqr: the file says how many dimensions there are, leave 'dimension' out");
    }
    try {
      return LinearQuadratic.of(YamlDocument.read(Path.of(file)));
    } catch (YamlRefusal e) {
      throw new SolveRefusal(e.sentence());
    }
  }

  /**
   * Correlated noise has a monotone scheme on a grid whose cells it crosses like their diagonals.
   */
  private static void refuseSlantedNoise(LinearQuadratic problem, Grid grid) throws SolveRefusal {
    for (int i = 0; i < problem.states() && problem.states() > 1; i++) {
      if (LqrLattice.axisRate(grid, problem, i) >= 0) {
        continue;
      }
      if (problem.states() > 2) {
        throw new SolveRefusal(
            "lqr: the noise of axis %d is correlated too strongly with others for a monotone scheme on this grid, choose states in which Sigma·Sigmaᵀ is nearer to diagonal"
                .formatted(i + 1));
      }
      double a = Math.abs(problem.diffusion(0, 1));
      throw new SolveRefusal(
          "lqr: the noise is correlated, so the spacing of axis 1 over that of axis 2 must lie between %.4g and %.4g, but is %.4g; change --grid, --lower or --upper"
              .formatted(
                  a / problem.diffusion(1, 1),
                  problem.diffusion(0, 0) / a,
                  grid.axis(0).spacing() / grid.axis(1).spacing()));
    }
  }

  private static List<GridAxis> axes(int n) {
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      axes.add(new GridAxis("x" + i, "1", -2, 2, STANDARD_COUNTS[n - 1], false));
    }
    return axes;
  }

  /** Solves, takes off what is quadratic, and solves again for the rest (theory 02.15). */
  private static PolicyIteration.Outcome shifted(
      LinearQuadratic problem,
      Grid grid,
      Quadratic shift,
      int shifts,
      double[] v,
      Progress progress)
      throws InterruptedException {
    long rounds = 0;
    for (int i = 0; ; i++) {
      Chain chain =
          problem.states() == 1
              ? new LqrLine(grid, problem, shift)
              : new LqrLattice(grid, problem, shift);
      var outcome = new PolicyIteration(chain, MAX_ROUNDS).solve(v, TOLERANCE, progress);
      rounds += outcome.rounds();
      outcome =
          new PolicyIteration.Outcome(
              rounds, outcome.residual(), outcome.errorBound(), outcome.converged());
      if (shifts == 0 || !outcome.converged()) {
        return outcome;
      }
      Quadratic part = new Quadratic(problem.states());
      double added = part.addPartOf(grid, v);
      if (added <= SETTLED * shift.size()) {
        return outcome;
      }
      if (i == shifts) {
        // Still growing: most likely there is no finite cost-to-go.
        boolean settled = added <= UNSETTLED * shift.size();
        return new PolicyIteration.Outcome(rounds, outcome.residual(), added, settled);
      }
      progress.report(Double.NaN, "quadratic part " + (i + 1) + ", change " + added);
      shift.add(part);
      add(grid, part, -1, v);
    }
  }

  private static void add(Grid grid, Quadratic form, double factor, double[] v) {
    double[] x = new double[grid.dimensions()];
    for (int node = 0; node < v.length; node++) {
      grid.coordinates(node, x);
      v[node] += factor * form.at(x);
    }
  }
}
