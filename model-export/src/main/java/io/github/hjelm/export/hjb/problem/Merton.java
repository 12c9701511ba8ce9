package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.monotone.PolicyIteration;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;
import java.util.List;

/** Merton's investor: how much to put at risk and how much to consume, for ever. */
public final class Merton implements Problem {

  private static final double TOLERANCE = 1e-10;
  private static final int MAX_ROUNDS = 200;

  /** Nearer to 1 the utility is a logarithm, whose power form loses its digits. */
  private static final double NEAREST_TO_LOG = 1e-3;

  private final MonotonicClock clock;

  public Merton() {
    this(MonotonicClock.system());
  }

  Merton(MonotonicClock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "merton";
  }

  @Override
  public String summary() {
    return "the reward of an investor who consumes for ever, over log wealth";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("riskFree", "1/s", 0.03, 0, 1, "growth of what is safe"),
        new Parameter("mu", "1/s", 0.08, -1, 2, "mean growth of what is risky"),
        new Parameter("sigma", "1/√s", 0.2, 1e-3, 10, "its volatility"),
        new Parameter("gamma", "1", 2, 0.05, 50, "risk aversion, not 1"),
        new Parameter("rho", "1/s", 0.05, 1e-6, 10, "discount rate"),
        new Parameter("maxShare", "1", 10, 0, 1000, "largest risky share, either sign"));
  }

  @Override
  public Solution solve(SolveRequest request, Progress progress)
      throws SolveRefusal, InterruptedException {
    ProblemSettings settings = ProblemSettings.of(this, request);
    String scheme = Asked.scheme(this, request, List.of("markov-chain"));
    Asked.refuseHorizon(this, request);
    MertonLine.Market market = market(settings);
    GridAxis standard = new GridAxis("log wealth", "1", -Math.log(10), Math.log(10), 201, false);
    Grid grid = Asked.grid(this, request, List.of(standard), 96);
    SolveWatch watch = new SolveWatch(clock, progress);
    MertonLine line = new MertonLine(grid, market);
    double[] w = new double[grid.size()];
    PolicyIteration.Outcome outcome = solve(line, market, w, watch);
    Asked.refuseUnfinished(this, outcome.converged(), outcome.errorBound());
    double power = 1 - market.gamma();
    for (int node = 0; node < w.length; node++) {
      w[node] *= Math.exp(power * grid.axis(0).coordinate(node)) / power;
    }
    return new Solution(
        grid,
        Asked.values(request, w),
        "expected discounted utility, the larger the better",
        name(),
        settings.asMap(),
        scheme,
        true,
        Double.POSITIVE_INFINITY,
        watch.seconds(),
        outcome.rounds(),
        outcome.residual());
  }

  /** Solves for g. */
  static PolicyIteration.Outcome solve(
      MertonLine line, MertonLine.Market market, double[] g, Progress progress)
      throws InterruptedException {
    // What consuming the whole discount rate at once would be worth, near enough to start from.
    Arrays.fill(g, Math.pow(market.rho(), -market.gamma()));
    return new PolicyIteration(line, MAX_ROUNDS).solve(g, TOLERANCE, progress);
  }

  private static MertonLine.Market market(ProblemSettings settings) throws SolveRefusal {
    double gamma = settings.number("gamma");
    if (!(Math.abs(gamma - 1) >= NEAREST_TO_LOG)) {
      throw new SolveRefusal("merton: 'gamma' must not be 1, take a value at least 0.001 away");
    }
    MertonLine.Market market =
        new MertonLine.Market(
            settings.number("riskFree"),
            settings.number("mu"),
            settings.number("sigma"),
            gamma,
            settings.number("rho"),
            settings.number("maxShare"));
    double excess = market.mu() - market.riskFree();
    double variance = market.sigma() * market.sigma();
    double wanted = excess / (gamma * variance);
    double pi = Math.max(-market.maxShare(), Math.min(market.maxShare(), wanted));
    // k* = (ρ - (1-γ)M)/γ must be positive, M = r + π(μ-r) - ½γσ²π²                 (theory 02.24)
    double best = market.riskFree() + pi * excess - gamma * variance * pi * pi / 2;
    if (market.rho() - (1 - gamma) * best > 0) {
      return market;
    }
    throw new SolveRefusal(
        "merton: the reward is infinite, raise 'rho' above " + (1 - gamma) * best);
  }
}
