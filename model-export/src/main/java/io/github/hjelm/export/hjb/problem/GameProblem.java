package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.monotone.SemiLagrangianTube;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.GridValues;
import io.github.hjelm.export.hjb.solver.LevelSetSolver;
import io.github.hjelm.export.hjb.solver.MemoryNeed;
import io.github.hjelm.export.hjb.solver.SolverSettings;
import io.github.hjelm.export.hjb.solver.Terms;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A game that the level-set solver solves, or the semi-Lagrangian steps. */
abstract class GameProblem implements Problem {

  /** Follows paths instead of taking differences; monotone (theory 02.31, 02.33). */
  static final String SEMI_LAGRANGIAN = "semi-lagrangian";

  /** Longer steps blur less and hold controls for longer; four cells were best on all problems. */
  private static final double CELLS_PER_STEP = 4;

  /** A change per second below which a tube counts as converged, in units of V per s. */
  private static final double TOLERANCE = 1e-6;

  /** γ of a control barrier-value function (theory 01.20), for avoid problems that declare it. */
  static final Parameter DECAY =
      new Parameter("decay", "1/s", 0, 0, 1e3, "how fast the value may fall towards 0; 0 is plain");

  static Terms decay(ProblemSettings settings) {
    return Terms.none().withDecay(settings.number(DECAY.name()));
  }

  /** The standard axes, of a problem whose settings do not change them. */
  List<GridAxis> axes() {
    throw new IllegalStateException(name() + " has axes that depend on its settings");
  }

  /** The standard axes. */
  List<GridAxis> axes(ProblemSettings settings) throws SolveRefusal {
    return axes();
  }

  abstract double standardHorizonS();

  abstract GridProblem pose(ProblemSettings settings, Grid grid) throws SolveRefusal;

  String sign() {
    return "safe where > 0";
  }

  /** The scheme that is taken unless one is asked for. */
  String standardScheme() {
    return UpwindScheme.WENO5.written();
  }

  /** What it means to leave the grid. */
  AvoidGame.Beyond beyond() {
    return AvoidGame.Beyond.LOST;
  }

  /** Where states have to be that the game is not about. */
  List<Quantity> assumed(ProblemSettings settings) {
    return List.of();
  }

  GridValues run(LevelSetSolver solver, Progress progress)
      throws SolveRefusal, InterruptedException {
    return solver.solve(progress);
  }

  /** The schemes by which it can be solved. */
  List<String> schemes() {
    List<String> schemes = new ArrayList<>(UpwindScheme.names());
    schemes.add(SEMI_LAGRANGIAN);
    return schemes;
  }

  /** Solves it by the semi-Lagrangian scheme. */
  GridValues runSemiLagrangian(
      GridProblem posed, ProblemSettings settings, double horizonS, Progress progress)
      throws SolveRefusal, InterruptedException {
    refuseEndless(horizonS);
    if (!posed.terms().equals(Terms.none())) {
      throw new SolveRefusal(
          name()
              + ": scheme semi-lagrangian solves plain games; decay, costs, noise and what moves"
              + " need one of "
              + String.join(", ", UpwindScheme.names()));
    }
    long bytes = SemiLagrangianTube.bytesPerNode(posed.robot());
    Asked.refuseTooLarge(this, posed.grid().size(), posed.grid().dimensions(), bytes);
    SemiLagrangianTube tube = new SemiLagrangianTube(posed, horizonS, CELLS_PER_STEP);
    MonotonicClock clock = MonotonicClock.system();
    return tube.solve(TOLERANCE, clock, new SolveWatch(clock, progress));
  }

  /** Refuses to follow paths for ever. */
  final void refuseEndless(double horizonS) throws SolveRefusal {
    // Written so that NaN is refused.
    if (!(horizonS < Double.POSITIVE_INFINITY)) {
      throw new SolveRefusal(
          name() + ": scheme semi-lagrangian follows paths up to a finite horizon, name one");
    }
  }

  /** What is handed out. */
  Values.Doubles result(GridValues solved, ProblemSettings settings) {
    return solved.values();
  }

  @Override
  public final Solution solve(SolveRequest request, Progress progress)
      throws SolveRefusal, InterruptedException {
    ProblemSettings settings = ProblemSettings.of(this, request);
    String name = schemeName(request);
    boolean followsPaths = name.equals(SEMI_LAGRANGIAN);
    UpwindScheme scheme = UpwindScheme.named(name).orElse(UpwindScheme.FIRST);
    double horizon = request.horizon().orElse(standardHorizonS());
    // Written so that NaN is refused.
    if (!(horizon > 0)) {
      throw new SolveRefusal("the horizon must be positive, but is " + horizon);
    }
    SolverSettings solving = SolverSettings.of(scheme, horizon, TOLERANCE);
    List<GridAxis> axes = Asked.axes(this, request, axes(settings));
    MemoryNeed.check(axes, solving.threads(), MemoryNeed.available());
    GridProblem posed = pose(settings, new Grid(axes));
    GridValues solved =
        followsPaths
            ? runSemiLagrangian(posed, settings, horizon, progress)
            : run(new LevelSetSolver(posed, solving), progress);
    Values.Doubles result = result(solved, settings);
    return new Solution(
        posed.grid(),
        request.singlePrecision() ? single(result) : result,
        sign(),
        name(),
        settings.asMap(),
        name,
        followsPaths || scheme.monotone(),
        horizon,
        solved.seconds(),
        solved.steps(),
        solved.residual());
  }

  @Override
  public final Optional<AvoidGame> avoidGame(SolveRequest request) throws SolveRefusal {
    ProblemSettings settings = ProblemSettings.of(this, request);
    Grid grid = new Grid(Asked.axes(this, request, axes(settings)));
    GridProblem posed = pose(settings, grid);
    return posed.game() == Game.AVOID
        ? Optional.of(
            new AvoidGame(posed.robot(), grid, posed.terminal()::at, beyond(), assumed(settings)))
        : Optional.empty();
  }

  static Robot robot(String kind, Map<String, Double> parameters) throws SolveRefusal {
    try {
      return RobotCatalog.create(kind, parameters);
    } catch (RobotRefusal e) {
      throw new SolveRefusal(e.sentence());
    }
  }

  private String schemeName(SolveRequest request) throws SolveRefusal {
    String name = request.scheme().orElse(standardScheme());
    if (schemes().contains(name)) {
      return name;
    }
    throw new SolveRefusal(
        "there is no scheme '%s', %s".formatted(name, Spelling.advice(name, schemes())));
  }

  private static Values single(Values.Doubles values) {
    float[] floats = new float[values.size()];
    for (int node = 0; node < floats.length; node++) {
      floats[node] = (float) values.get(node);
    }
    return new Values.Floats(floats);
  }
}
