package io.github.hjelm.export.hjb.problem;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.monotone.PolicyIteration;
import io.github.hjelm.export.hjb.monotone.SemiLagrangian;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Swings a pendulum up with a motor too weak to lift it at once. */
public final class PendulumSwingUp implements Problem {

  private static final double TOLERANCE = 1e-6;
  private static final int MAX_ROUNDS = 5000;
  private static final String ROBOT = "pendulum";
  private static final int[] STANDARD_COUNTS = {120, 121};

  private final MonotonicClock clock;

  public PendulumSwingUp() {
    this(MonotonicClock.system());
  }

  PendulumSwingUp(MonotonicClock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "pendulum-swing-up";
  }

  @Override
  public String summary() {
    return "cost-to-go of swinging a pendulum up, over angle and rate";
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(robotParameters());
    parameters.add(new Parameter("rho", "1/s", 0.2, 1e-3, 100, "discount rate"));
    parameters.add(new Parameter("rateCost", "s²/rad²", 0.02, 0, 1e3, "price of rate squared"));
    parameters.add(
        new Parameter("torqueCost", "1/(N·m)²", 0.002, 0, 1e3, "price of torque squared"));
    parameters.add(new Parameter("hold", "s", 0.05, 1e-4, 1, "how long a torque is held"));
    parameters.add(
        new Parameter("torques", "1", 9, 2, 101, "how many torques to choose from, ends included"));
    return parameters;
  }

  private static List<Parameter> robotParameters() {
    try {
      return RobotCatalog.kind(ROBOT).parameters();
    } catch (RobotRefusal e) {
      throw new IllegalStateException("the catalogue has lost its pendulum", e);
    }
  }

  @Override
  public Solution solve(SolveRequest request, Progress progress)
      throws SolveRefusal, InterruptedException {
    ProblemSettings settings = ProblemSettings.of(this, request);
    String scheme = Asked.scheme(this, request, List.of("semi-lagrangian"));
    Asked.refuseHorizon(this, request);
    Robot robot = robot(settings);
    PendulumStep step = new PendulumStep(robot, settings);
    List<GridAxis> axes = axes(robot);
    long bytesPerNode = SemiLagrangian.bytesPerNode(2, step.controls());
    Grid grid = Asked.grid(this, request, axes, bytesPerNode);
    refuseOtherCircle(request, axes.get(0));
    if (!SemiLagrangian.fits(grid, step.controls())) {
      throw new SolveRefusal(
          name() + ": too many nodes times torques for one table, take fewer of either");
    }
    SolveWatch watch = new SolveWatch(clock, progress);
    double[] v = new double[grid.size()];
    SemiLagrangian semiLagrangian = new SemiLagrangian(grid, step, settings.number("rho"));
    PolicyIteration.Outcome outcome = semiLagrangian.solve(v, TOLERANCE, MAX_ROUNDS, watch);
    Asked.refuseUnfinished(this, outcome.converged(), outcome.errorBound());
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

  private static List<GridAxis> axes(Robot robot) {
    List<GridAxis> axes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Quantity state = robot.states().get(i);
      axes.add(
          new GridAxis(
              state.name(),
              state.unit(),
              state.lower(),
              state.upper(),
              STANDARD_COUNTS[i],
              state.periodic()));
    }
    return axes;
  }

  /** A periodic axis that is not a whole turn would glue different angles together. */
  private void refuseOtherCircle(SolveRequest request, GridAxis angle) throws SolveRefusal {
    double lower = request.lower().map(list -> list.get(0)).orElse(angle.lower());
    double upper = request.upper().map(list -> list.get(0)).orElse(angle.upper());
    if (!(Math.abs(upper - lower - 2 * Math.PI) <= 1e-6)) {
      throw new SolveRefusal(name() + ": the angle must span a whole turn, from -π to π say");
    }
  }

  private static Robot robot(ProblemSettings settings) throws SolveRefusal {
    Map<String, Double> values = new HashMap<>();
    for (Parameter parameter : robotParameters()) {
      values.put(parameter.name(), settings.number(parameter.name()));
    }
    try {
      return RobotCatalog.create(ROBOT, values);
    } catch (RobotRefusal e) {
      throw new SolveRefusal("pendulum-swing-up: " + e.getMessage());
    }
  }
}
