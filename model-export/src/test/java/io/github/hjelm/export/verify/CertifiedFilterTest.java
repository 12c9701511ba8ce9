package io.github.hjelm.export.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.Grid;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.FilterSettings;
import io.github.hjelm.controller.safety.SampledDataFilter;
import io.github.hjelm.controller.safety.TableValue;
import io.github.hjelm.export.hjb.AvoidGame;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.Values;
import io.github.hjelm.export.hjb.certificate.CertificateMaker;
import io.github.hjelm.export.hjb.certificate.CertificatePromise;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.time.HandSetClock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The run-time filter on certified tables, in two and three dimensions. */
class CertifiedFilterTest {

  private static final long SEED = 11;

  private static GridAxis axis(String name, double end, int count) {
    return new GridAxis(name, "", -end, end, count, false);
  }

  private static GridAxis angle(int count) {
    return new GridAxis("heading", "rad", -Math.PI, Math.PI, count, true);
  }

  /** Below the clearance everywhere, as a solved value is somewhere. */
  private static Values pretended(AvoidGame game) {
    double[] x = new double[game.grid().dimensions()];
    return new Values.Doubles(
        IntStream.range(0, game.grid().size())
            .mapToDouble(
                node -> {
                  game.grid().coordinates(node, x);
                  return game.clearance().value(x) - 0.01;
                })
            .toArray());
  }

  private static ScenarioReport run(AvoidGame game, String written, int runs) throws Exception {
    CertificatePromise promise = CertificatePromise.parse(written);
    CertificateMaker.Made made =
        new CertificateMaker(game, promise, 2, new HandSetClock(0))
            .make(pretended(game), Progress.none());
    List<Double> errors = promise.errors();
    FilterSettings settings = FilterSettings.of(promise.holdS(), promise.delayS(), made.margins());
    int controls = game.robot().controls().size();
    return new ScenarioVerification(
            game.robot(),
            () -> made.certificate().forFilter().value(),
            game.clearance(),
            () ->
                new FilterInLoop(
                    new SampledDataFilter(
                        game.robot(),
                        made.certificate().forFilter(),
                        CandidateRanking.asProposed(),
                        settings),
                    promise.delayS(),
                    controls),
            new HandSetClock(0))
        .run(
            new ScenarioSettings(
                runs,
                3,
                promise.holdS(),
                8,
                game.grid().axes().stream()
                    .map(a -> Quantity.bounded(a.name(), a.unit(), a.lower(), a.upper()))
                    .toList(),
                made.margins().total(),
                0.7,
                1e-6,
                SEED,
                2,
                promise.delayS(),
                errors.get(0) == 0 ? List.of() : errors),
            Progress.none());
  }

  private static void assertKept(ScenarioReport report) {
    assertEquals(0, report.violations(), "seed " + SEED + ": " + report);
    // Wishes that never have to be overridden would put nothing to the test.
    assertTrue(report.interventions() > report.holds() / 200, report.toString());
  }

  @Test
  void keepsAMassBetweenItsWallsThoughStateAndTimeAreUncertain() throws Exception {
    Robot robot = RobotCatalog.create("double-integrator", Map.of());
    Grid grid = new Grid(List.of(axis("position", 1.2, 61), axis("velocity", 1.8, 61)));
    AvoidGame game = new AvoidGame(robot, grid, x -> 1 - Math.abs(x[0]));
    assertKept(run(game, "hold=0.05,delay=0.02,error=0.01:0.02", 400));
  }

  @Test
  void keepsACarOutOfADisc() throws Exception {
    Robot robot = RobotCatalog.create("dubins", Map.of());
    Grid grid = new Grid(List.of(axis("x", 1, 31), axis("y", 1, 31), angle(30)));
    AvoidGame game =
        new AvoidGame(robot, grid, x -> Math.hypot(x[0], x[1]) - 0.25, AvoidGame.Beyond.FREE);
    assertKept(run(game, "hold=0.05,delay=0.02,error=0.005:0.005:0.005", 400));
  }

  @Test
  void withoutItsMarginTheFilterWouldHaveFailed() throws Exception {
    Robot robot = RobotCatalog.create("double-integrator", Map.of());
    Grid grid = new Grid(List.of(axis("position", 1.2, 61), axis("velocity", 1.8, 61)));
    AvoidGame game = new AvoidGame(robot, grid, x -> 1 - Math.abs(x[0]));
    CertificateMaker.Made made =
        new CertificateMaker(game, CertificatePromise.of(0.05), 2, new HandSetClock(0))
            .make(pretended(game), Progress.none());
    ScenarioReport report =
        new ScenarioVerification(
                robot,
                () -> new TableValue(made.certificate().value()),
                game.clearance(),
                () ->
                    new FilterInLoop(
                        new SampledDataFilter(
                            robot,
                            made.certificate().forFilter(),
                            CandidateRanking.asProposed(),
                            FilterSettings.of(0.05, 0.02, made.margins())),
                        0.02,
                        1),
                new HandSetClock(0))
            .run(
                new ScenarioSettings(
                    200,
                    3,
                    0.05,
                    8,
                    List.of(
                        Quantity.symmetric("position", "m", 1),
                        Quantity.symmetric("velocity", "m/s", 1)),
                    made.margins().total(),
                    0.7,
                    1e-6,
                    SEED,
                    2,
                    0.02,
                    List.of(0.01, 0.02)),
                Progress.none());
    assertTrue(report.violations() > 0, report.toString());
  }
}
