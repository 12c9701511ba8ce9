package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.monotone.ExplicitSteps;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;
import java.util.List;

/** The probability that a diffusion stays between two walls until the horizon. */
public final class ExitProbability implements Problem {

  /** A day of work on one core; nobody means to ask for it. */
  private static final double MAX_UPDATES = 1e13;

  private final MonotonicClock clock;

  public ExitProbability() {
    this(MonotonicClock.system());
  }

  ExitProbability(MonotonicClock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "exit-probability";
  }

  @Override
  public String summary() {
    return "probability that a diffusion stays between two walls, with or without control";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("sigma", "m/√s", 0.5, 0, 100, "strength of the noise"),
        new Parameter("drift", "m/s", 0, -100, 100, "drift without control"),
        new Parameter("maxControl", "m/s", 0, 0, 100, "largest drift that the control can add"));
  }

  @Override
  public Solution solve(SolveRequest request, Progress progress)
      throws SolveRefusal, InterruptedException {
    ProblemSettings settings = ProblemSettings.of(this, request);
    String scheme = Asked.scheme(this, request, List.of("markov-chain"));
    GridAxis standard = new GridAxis("position", "m", -1, 1, 201, false);
    Grid grid = Asked.grid(this, request, List.of(standard), 64);
    double horizonS = request.horizon().orElse(1);
    if (!(horizonS > 0 && horizonS < Double.POSITIVE_INFINITY)) {
      throw new SolveRefusal("exit-probability: the horizon must be positive and finite, in s");
    }
    ExitLine line =
        new ExitLine(
            grid,
            settings.number("drift"),
            settings.number("maxControl"),
            settings.number("sigma"));
    ExplicitSteps steps = new ExplicitSteps(line, line.fastestRate());
    if (!((double) steps.steps(horizonS) * grid.size() <= MAX_UPDATES)) {
      throw new SolveRefusal(
          "exit-probability: this takes "
              + steps.steps(horizonS)
              + " steps, take fewer nodes or a shorter horizon");
    }
    SolveWatch watch = new SolveWatch(clock, progress);
    double[] p = new double[grid.size()];
    Arrays.fill(p, 1, p.length - 1, 1);
    double residual = steps.run(p, horizonS, watch);
    for (int node = 0; node < p.length; node++) {
      // Averages of numbers in [0, 1] leave it by rounding alone.
      p[node] = Math.max(0, Math.min(1, p[node]));
    }
    return new Solution(
        grid,
        Asked.values(request, p),
        "probability of staying inside until the horizon",
        name(),
        settings.asMap(),
        scheme,
        true,
        horizonS,
        watch.seconds(),
        steps.steps(horizonS),
        residual);
  }
}
