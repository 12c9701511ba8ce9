package io.github.hjelm.export.hjb.decomposition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.solver.Game;
import io.github.hjelm.export.hjb.solver.GridProblem;
import io.github.hjelm.export.hjb.solver.LevelSetSolver;
import io.github.hjelm.export.hjb.solver.SolverSettings;
import io.github.hjelm.export.hjb.solver.Tube;
import io.github.hjelm.export.hjb.upwind.UpwindScheme;
import io.github.hjelm.sensors.robot.LinearRobot;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Parts against the whole, at sizes where the whole can be solved too. */
class DecompositionTest {

  private static final SolverSettings SETTINGS = SolverSettings.of(UpwindScheme.WENO5, 1, 0);

  private static final List<GridAxis> CAR =
      List.of(
          new GridAxis("x", "m", -1, 1, 25, false),
          new GridAxis("y", "m", -1, 1, 25, false),
          new GridAxis("heading", "rad", -Math.PI, Math.PI, 24, true));

  /** A car keeps out of a rectangle: only inside in x and in y together has it failed. */
  private static final List<Subsystem> SIDES =
      List.of(
          new Subsystem("along", List.of(0, 2), List.of(0), z -> Math.abs(z[0]) - 0.3),
          new Subsystem("across", List.of(1, 2), List.of(0), z -> Math.abs(z[0]) - 0.2));

  private static Robot car() throws Exception {
    return RobotCatalog.create("dubins", Map.of("speed", 0.5, "max_turn_rate", 2.0));
  }

  /** Two masses on lines; the first control pushes the second mass as well, by a share. */
  private static Robot coupled(double share) {
    List<Quantity> states =
        List.of("p1", "v1", "p2", "v2").stream().map(s -> Quantity.unbounded(s, "1")).toList();
    return new LinearRobot(
        "coupled",
        states,
        List.of(Quantity.symmetric("u1", "1", 1), Quantity.symmetric("u2", "1", 1)),
        List.of(Quantity.symmetric("d", "1", 0.1)),
        new double[] {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0},
        new double[] {0, 0, 1, 0, 0, 0, share, 1},
        new double[] {0, 1, 0, 1},
        new double[4]);
  }

  static final List<GridAxis> MASSES =
      List.of(
          new GridAxis("p1", "1", -1.2, 1.2, 13, false),
          new GridAxis("v1", "1", -1.5, 1.5, 13, false),
          new GridAxis("p2", "1", -1.2, 1.2, 13, false),
          new GridAxis("v2", "1", -1.5, 1.5, 13, false));

  static final List<Subsystem> MASS_EACH =
      List.of(
          new Subsystem("first", List.of(0, 1), List.of(0), z -> 1 - Math.abs(z[0])),
          new Subsystem("second", List.of(2, 3), List.of(1), z -> 1 - Math.abs(z[0])));

  private static double[] combined(Decomposition decomposition) throws Exception {
    List<SplitSolver.PartValues> parts =
        SplitSolver.solve(decomposition, SETTINGS, Progress.none());
    Grid whole = new Grid(decomposition.axes());
    double[] values = new double[whole.size()];
    for (int node = 0; node < values.length; node++) {
      double value = Double.NaN;
      for (int part = 0; part < parts.size(); part++) {
        Grid own = parts.get(part).grid();
        List<Integer> states = decomposition.parts().get(part).states();
        int at = 0;
        for (int i = 0; i < states.size(); i++) {
          at += whole.index(node, states.get(i)) * own.stride(i);
        }
        double of = parts.get(part).values().values().get(at);
        value = part == 0 ? of : decomposition.combination().of(value, of);
      }
      values[node] = value;
    }
    return values;
  }

  private static double[] whole(Robot robot, Decomposition decomposition) throws Exception {
    GridProblem problem =
        new GridProblem(
            new Grid(decomposition.axes()),
            robot,
            Game.AVOID,
            Tube.FREEZE,
            x -> clearance(decomposition, x),
            Optional.empty());
    return new LevelSetSolver(problem, SETTINGS).solve(Progress.none()).values().array();
  }

  private static double clearance(Decomposition decomposition, double[] x) {
    double value = Double.NaN;
    for (Subsystem part : decomposition.parts()) {
      double of =
          part.clearance().at(part.states().stream().mapToDouble(state -> x[state]).toArray());
      value = Double.isNaN(value) ? of : decomposition.combination().of(value, of);
    }
    return value;
  }

  /**
   * The share of safe nodes of the whole that the parts call safe too.
   *
   * @param gridError what both may be wrong by: the whole grid smooths the ridge between parts
   */
  private static double found(double[] parts, double[] whole, double gridError) {
    int safe = 0;
    int both = 0;
    for (int node = 0; node < whole.length; node++) {
      assertFalse(parts[node] > gridError && whole[node] < -gridError, "unsafe node " + node);
      safe += whole[node] > 0 ? 1 : 0;
      both += whole[node] > 0 && parts[node] > 0 ? 1 : 0;
    }
    return (double) both / safe;
  }

  @Test
  void guardingOneSideOfARectangleIsConservative() throws Exception {
    Decomposition decomposition = new Decomposition(car(), CAR, Combination.MAX, SIDES);
    assertFalse(decomposition.exact());
    assertTrue(decomposition.statement().startsWith("conservative: one part"));
    double share = found(combined(decomposition), whole(car(), decomposition), 1e-3);
    assertTrue(share > 0.8 && share < 1, "found " + share);
  }

  @Test
  void massesSteeredApartAreSolvedAsOne() throws Exception {
    Decomposition apart = new Decomposition(coupled(0), MASSES, Combination.MIN, MASS_EACH);
    assertTrue(apart.exact());
    double[] parts = combined(apart);
    double[] whole = whole(coupled(0), apart);
    int differ = 0;
    for (int node = 0; node < parts.length; node++) {
      // Deep inside what is unsafe, extrapolation beyond the axes decides.
      if (whole[node] > 0) {
        assertEquals(whole[node], parts[node], 0.2, "more than a cell at node " + node);
      }
      differ += parts[node] > 0 != whole[node] > 0 ? 1 : 0;
    }
    assertTrue(differ < 0.015 * parts.length, differ + " of " + parts.length);
  }

  @Test
  void aSharedControlIsAnAdversaryToTheOtherPart() throws Exception {
    Robot robot = coupled(0.3);
    Decomposition decomposition = new Decomposition(robot, MASSES, Combination.MIN, MASS_EACH);
    assertFalse(decomposition.exact());
    assertTrue(decomposition.statement().startsWith("conservative: a control"));
    double share = found(combined(decomposition), whole(robot, decomposition), 0.05);
    assertTrue(share > 0.5 && share < 1, "found " + share);
    assertEquals(
        List.of("d", "u1"),
        decomposition.robot(1).disturbances().stream().map(Quantity::name).toList());
  }

  private static void assertRefuses(
      String sentence, Robot robot, Combination combination, Subsystem... parts) {
    SolveRefusal refusal =
        assertThrows(
            SolveRefusal.class,
            () -> new Decomposition(robot, MASSES, combination, List.of(parts)));
    assertEquals(sentence, refusal.getMessage());
  }

  @Test
  void refusesPartsThatAreNotSelfContained() throws Exception {
    assertRefuses(
        "subsystem half is not self-contained: the rate of p1 changes with v1, which is not in it",
        coupled(0),
        Combination.MAX,
        new Subsystem("half", List.of(0), List.of(), z -> z[0]));
    SolveRefusal refusal =
        assertThrows(
            SolveRefusal.class,
            () ->
                new Decomposition(
                    car(),
                    CAR,
                    Combination.MAX,
                    List.of(new Subsystem("place", List.of(0, 1), List.of(), z -> z[0]))));
    assertTrue(String.valueOf(refusal.getMessage()).contains("changes with heading"));
  }

  @Test
  void refusesAControlThatTwoPartsCountOn() {
    assertRefuses(
        "subsystem second steers u1, as another does: where any part alone can fail, one must leave"
            + " it",
        coupled(0.3),
        Combination.MIN,
        MASS_EACH.get(0),
        new Subsystem("second", List.of(2, 3), List.of(0, 1), z -> z[0]));
  }

  @Test
  void aPartIsTheRobotSeenFromThere() throws Exception {
    Robot part = new Decomposition(coupled(0.3), MASSES, Combination.MIN, MASS_EACH).robot(1);
    double[] f = new double[2];
    part.drift(new double[] {0.5, 0.7}, f);
    assertArrayEquals(new double[] {0.7, 0}, f);
    double[] g = new double[2];
    part.controlMatrix(new double[] {0.5, 0.7}, g);
    assertArrayEquals(new double[] {0, 1}, g);
    double[] d = new double[4];
    part.disturbanceMatrix(new double[] {0.5, 0.7}, d);
    assertArrayEquals(new double[] {0, 0, 1, 0.3}, d);
    double[] jacobian = new double[4];
    part.stateJacobian(new double[2], new double[1], new double[2], jacobian);
    assertArrayEquals(new double[] {0, 1, 0, 0}, jacobian);
  }
}
