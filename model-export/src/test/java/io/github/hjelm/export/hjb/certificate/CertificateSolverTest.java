package io.github.hjelm.export.hjb.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.DoubleIntegratorValue;
import io.github.hjelm.controller.safety.FilterSettings;
import io.github.hjelm.controller.safety.SafetyMargins;
import io.github.hjelm.controller.safety.SampledDataFilter;
import io.github.hjelm.controller.safety.TableValue;
import io.github.hjelm.controller.safety.ValueField;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.verify.FilterInLoop;
import io.github.hjelm.export.verify.ScenarioReport;
import io.github.hjelm.export.verify.ScenarioSettings;
import io.github.hjelm.export.verify.ScenarioVerification;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.time.HandSetClock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSolverTest {

  private static final double HOLD_S = 0.1;
  private static final double CAP = 0.3;
  private static final long SEED = 7;

  /** Changes below it are not made, so values may stay that much above their fixed point. */
  private static final double UNMADE = 1e-3 * CAP;

  /** A clearance that depends on the position alone. */
  private interface Line extends ValueField {
    double at(double position);

    @Override
    default int dimensions() {
      return 2;
    }

    @Override
    default double value(double[] x) {
      return at(x[0]);
    }

    @Override
    default double valueAndGradient(double[] x, double[] gradient) {
      throw new UnsupportedOperationException("a clearance is asked for values");
    }
  }

  private static final Line WALLS = position -> 1 - Math.abs(position);

  private static Robot robot() {
    try {
      return RobotCatalog.create("double-integrator", Map.of());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Grid grid(int count, double reach) {
    return new Grid(
        List.of(
            new GridAxis("position", "m", -reach, reach, count, false),
            new GridAxis("velocity", "m/s", -1.8, 1.8, count, false)));
  }

  private static SampledDataCertificate solve(ValueField l, Grid grid, CertificateSettings settings)
      throws Exception {
    return new CertificateSolver(new AvoidGame(robot(), grid, l), settings, new HandSetClock(0))
        .solve(Progress.none());
  }

  @Test
  void certifiesAlmostAllOfTheExactSetAndNothingElse() throws Exception {
    SampledDataCertificate certificate =
        solve(WALLS, grid(61, 1.2), CertificateSettings.of(HOLD_S, CAP));
    ValueField exact = new DoubleIntegratorValue(1, 1, 0.2);
    ValueField table = new TableValue(certificate.value());
    SplittableRandom random = new SplittableRandom(SEED);
    int safe = 0;
    int certified = 0;
    double margin = dip();
    for (int i = 0; i < 50_000; i++) {
      double[] x = {random.nextDouble(-1.2, 1.2), random.nextDouble(-1.8, 1.8)};
      boolean isCertified = table.value(x) >= margin;
      safe += exact.value(x) >= 0 ? 1 : 0;
      certified += isCertified ? 1 : 0;
      assertTrue(!isCertified || exact.value(x) >= 0, x[0] + " " + x[1]);
    }
    assertTrue(certified > 0.8 * safe && certified < safe, certified + " of " + safe);
  }

  private static double dip() {
    return HOLD_S * HOLD_S / 32 * 1.2;
  }

  /** Walls are concave, an obstacle is convex: there interpolation promises too much. */
  @ParameterizedTest
  @ValueSource(strings = {"walls", "obstacle"})
  void theFilterKeepsItsSet(String problem) throws Exception {
    Line l = problem.equals("walls") ? WALLS : position -> Math.abs(position) - 0.3;
    Grid grid = grid(61, problem.equals("walls") ? 1.2 : 3);
    double reserve = problem.equals("walls") ? 0 : 0.01;
    CertificateSettings fine =
        new CertificateSettings(HOLD_S, 1, CAP, dip() + reserve, 1.2, 4, 1e-6, 20_000, 2);
    SampledDataCertificate certificate = solve(l, grid, fine);
    SafetyMargins margins = new SafetyMargins(0, 0, reserve, dip());
    double[] least = {Double.POSITIVE_INFINITY};
    ScenarioVerification verification =
        new ScenarioVerification(
            robot(),
            () -> new TableValue(certificate.value()),
            l,
            () -> {
              SampledDataFilter filter =
                  new SampledDataFilter(
                      robot(),
                      certificate.forFilter(),
                      CandidateRanking.asProposed(),
                      FilterSettings.of(HOLD_S, 0, margins));
              FilterInLoop inLoop = new FilterInLoop(filter, 1);
              return (x, wish, u) -> {
                inLoop.control(x, wish, u);
                least[0] = Math.min(least[0], filter.valueAtState());
              };
            },
            new HandSetClock(0));
    List<Quantity> starts =
        List.of(
            Quantity.symmetric("position", "m", grid.axis(0).upper()),
            Quantity.symmetric("velocity", "m/s", 1.8));
    ScenarioReport report =
        verification.run(
            new ScenarioSettings(400, 6, HOLD_S, 20, starts, dip() + reserve, 0.7, 1e-6, SEED, 1),
            Progress.none());
    assertEquals(0, report.violations(), report.toString());
    assertTrue(least[0] >= dip(), "left its set: " + least[0]);
  }

  private static void assertNowhereHigher(SampledDataCertificate low, SampledDataCertificate high) {
    for (int node = 0; node < low.value().grid().size(); node++) {
      double below = low.value().at(node);
      double above = high.value().at(node);
      // Below zero nothing is certified, and values are only roughly solved.
      assertTrue(below < 0 || below <= above + UNMADE, node + ": " + below + " over " + above);
    }
  }

  @Test
  void aLowerClearanceNeverGivesAHigherValue() throws Exception {
    CertificateSettings settings = CertificateSettings.of(HOLD_S, CAP);
    Line bumpy = position -> WALLS.at(position) - 0.1 * (1 + Math.sin(5 * position));
    SampledDataCertificate low = solve(bumpy, grid(31, 1.2), nodesOnly(settings));
    SampledDataCertificate high = solve(WALLS, grid(31, 1.2), nodesOnly(settings));
    assertNowhereHigher(low, high);
  }

  private static CertificateSettings nodesOnly(CertificateSettings s) {
    return s.withCellChecks(1);
  }

  @Test
  void aStrongerDisturbanceNeverGivesAHigherValue() throws Exception {
    CertificateSettings s = CertificateSettings.of(HOLD_S, CAP);
    CertificateSettings strong =
        new CertificateSettings(HOLD_S, 1, CAP, 0, 2, 1, s.tolerance(), 1000, 2);
    SampledDataCertificate low = solve(WALLS, grid(31, 1.2), strong);
    SampledDataCertificate high = solve(WALLS, grid(31, 1.2), nodesOnly(s));
    assertNowhereHigher(low, high);
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws Exception {
    CertificateSettings one = new CertificateSettings(HOLD_S, 1, CAP, 0, 1.05, 2, 1e-6, 1000, 1);
    CertificateSettings three = new CertificateSettings(HOLD_S, 1, CAP, 0, 1.05, 2, 1e-6, 1000, 3);
    SampledDataCertificate a = solve(WALLS, grid(31, 1.2), one);
    SampledDataCertificate b = solve(WALLS, grid(31, 1.2), three);
    for (int node = 0; node < a.value().grid().size(); node++) {
      assertEquals(a.value().at(node), b.value().at(node));
    }
  }

  @Test
  void keepsTheBrakeOnTheWayToTheWall() throws Exception {
    SampledDataCertificate certificate =
        solve(WALLS, grid(31, 1.2), CertificateSettings.of(HOLD_S, CAP));
    double[] u = {0};
    assertTrue(certificate.forFilter().backup().action(new double[] {0.6, 0.7}, u));
    assertEquals(-1, u[0]);
    assertTrue(!certificate.forFilter().backup().action(new double[] {Double.NaN, 0}, u));
    assertTrue(!certificate.forFilter().backup().action(new double[] {1.3, 0}, u));
  }

  @Test
  void refusesWhatCertifiesNothing() {
    CertificateSettings settings = CertificateSettings.of(HOLD_S, CAP);
    assertRefused("not finite", position -> position > 0.5 ? Double.NaN : 1, settings);
    assertRefused("no state", position -> -1 - position * position, settings);
    assertRefused(
        "still changes", WALLS, new CertificateSettings(HOLD_S, 1, CAP, 0, 1, 2, 1e-9, 2, 1));
  }

  private static void assertRefused(String why, Line l, CertificateSettings settings) {
    SolveRefusal refusal =
        assertThrows(SolveRefusal.class, () -> solve(l, grid(21, 1.2), settings));
    assertTrue(String.valueOf(refusal.getMessage()).contains(why), refusal.getMessage());
  }

  /** One angle, turned at will: it has no edge to fall off. */
  private static final class Turntable implements Robot {
    @Override
    public String name() {
      return "turntable";
    }

    @Override
    public List<Quantity> states() {
      return List.of(Quantity.angle("angle"));
    }

    @Override
    public List<Quantity> controls() {
      return List.of(Quantity.symmetric("rate", "rad/s", 1));
    }

    @Override
    public List<Quantity> disturbances() {
      return List.of();
    }

    @Override
    public void drift(double[] x, double[] f) {
      f[0] = 0;
    }

    @Override
    public void controlMatrix(double[] x, double[] g) {
      g[0] = 1;
    }

    @Override
    public void disturbanceMatrix(double[] x, double[] d) {}

    @Override
    public void stateJacobian(double[] x, double[] u, double[] d, double[] jacobian) {
      jacobian[0] = 0;
    }

    @Override
    public void fallback(double[] x, double[] u) {
      u[0] = 0;
    }

    @Override
    public void initialState(double[] x) {
      x[0] = 0;
    }
  }

  @Test
  void refusesACertificateThatIsTheClearance() {
    // Standing still keeps whatever clearance there is.
    Grid circle = new Grid(List.of(new GridAxis("angle", "rad", -Math.PI, Math.PI, 16, true)));
    ValueField cosine =
        new ValueField() {
          @Override
          public int dimensions() {
            return 1;
          }

          @Override
          public double value(double[] x) {
            return Math.cos(x[0]);
          }

          @Override
          public double valueAndGradient(double[] x, double[] gradient) {
            gradient[0] = -Math.sin(x[0]);
            return value(x);
          }
        };
    CertificateSolver solver =
        new CertificateSolver(
            new AvoidGame(new Turntable(), circle, cosine),
            CertificateSettings.of(HOLD_S, CAP),
            new HandSetClock(0));
    SolveRefusal refusal = assertThrows(SolveRefusal.class, () -> solver.solve(Progress.none()));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("clearance itself"), refusal.getMessage());
  }
}
