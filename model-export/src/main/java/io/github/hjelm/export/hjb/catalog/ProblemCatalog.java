package io.github.hjelm.export.hjb.catalog;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.problem.Air3dAvoid;
import io.github.hjelm.export.hjb.problem.AmrObstacles;
import io.github.hjelm.export.hjb.problem.CartpoleRail;
import io.github.hjelm.export.hjb.problem.DoubleIntegratorAvoid;
import io.github.hjelm.export.hjb.problem.DoubleIntegratorTtr;
import io.github.hjelm.export.hjb.problem.DubinsAvoid;
import io.github.hjelm.export.hjb.problem.ExitProbability;
import io.github.hjelm.export.hjb.problem.LaneChange;
import io.github.hjelm.export.hjb.problem.LaneKeeping;
import io.github.hjelm.export.hjb.problem.Lqr;
import io.github.hjelm.export.hjb.problem.LqrLimit;
import io.github.hjelm.export.hjb.problem.Merton;
import io.github.hjelm.export.hjb.problem.PendulumLimit;
import io.github.hjelm.export.hjb.problem.PendulumSwingUp;
import io.github.hjelm.export.hjb.problem.PlanarPointAvoid;
import io.github.hjelm.export.hjb.problem.PlanarQuadrotorAvoid;
import io.github.hjelm.export.hjb.problem.PointMassAvoid;
import io.github.hjelm.export.hjb.problem.QuadrotorAltitude;
import io.github.hjelm.sensors.yaml.Spelling;
import java.util.List;
import java.util.Optional;

/** Problems that can be solved by name. A new problem is one class and one line here. */
public final class ProblemCatalog {

  private final List<Problem> problems;

  public ProblemCatalog(List<Problem> problems) {
    this.problems = List.copyOf(problems);
  }

  /** The problems in the box. */
  public static ProblemCatalog standard() {
    return new ProblemCatalog(
        List.of(
            new DoubleIntegratorAvoid(),
            new DoubleIntegratorTtr(),
            new DubinsAvoid(),
            new Air3dAvoid(),
            new Lqr(),
            new Merton(),
            new ExitProbability(),
            new PendulumSwingUp(),
            new LaneChange(),
            new AmrObstacles(),
            new CartpoleRail(),
            new LaneKeeping(),
            new PlanarQuadrotorAvoid(),
            new QuadrotorAltitude(),
            new PointMassAvoid(),
            new PlanarPointAvoid(),
            new PendulumLimit(),
            new LqrLimit()));
  }

  /** All problems, in the order of help and documentation. */
  public List<Problem> problems() {
    return problems;
  }

  public List<String> names() {
    return problems.stream().map(Problem::name).toList();
  }

  /** The problem of that name, if there is one. */
  public Optional<Problem> find(String name) {
    return problems.stream().filter(problem -> problem.name().equals(name)).findFirst();
  }

  /** The problem of that name. */
  public Problem problem(String name) throws SolveRefusal {
    Optional<Problem> found = find(name);
    if (found.isEmpty()) {
      throw new SolveRefusal(
          "there is no problem '" + name + "', " + Spelling.advice(name, names()));
    }
    return found.get();
  }
}
