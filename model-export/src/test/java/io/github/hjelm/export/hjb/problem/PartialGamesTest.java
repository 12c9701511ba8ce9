package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.robot.StateRate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Games of a few states of a robot: every motion of the whole robot is one of the game's. */
class PartialGamesTest {

  private static final long SEED = 5;
  private static final int PLACES = 5000;

  private static Robot robotOf(Problem problem) throws SolveRefusal {
    return problem.avoidGame(SolveRequest.standard()).orElseThrow().robot();
  }

  private static double[] drawn(List<Quantity> quantities, double wide, SplittableRandom random) {
    return quantities.stream()
        .mapToDouble(
            q -> random.nextDouble(Math.max(q.lower(), -wide), Math.min(q.upper(), wide) + 1e-12))
        .toArray();
  }

  private static double[] rate(Robot robot, double[] x, double[] u, double[] d) {
    double[] rate = new double[x.length];
    new StateRate(robot).evaluate(x, u, d, rate);
    return rate;
  }

  @Test
  void polePullsTheCartNoHarderThanTheGameDoes() throws SolveRefusal, RobotRefusal {
    Robot game = robotOf(new CartpoleRail());
    Robot whole = RobotCatalog.create("cartpole", Map.of());
    double bound = game.disturbances().get(0).upper();
    double[] gain = new double[2];
    game.controlMatrix(new double[2], gain);
    SplittableRandom random = new SplittableRandom(SEED);
    double hardest = 0;
    for (int place = 0; place < PLACES; place++) {
      double[] x = drawn(whole.states(), 100, random);
      double[] u = drawn(whole.controls(), 100, random);
      double[] d = drawn(whole.disturbances(), 100, random);
      double pull = Math.abs(rate(whole, x, u, d)[1] - gain[1] * u[0]);
      assertTrue(pull <= bound, pull + " of " + bound + ", seed " + SEED + ", place " + place);
      hardest = Math.max(hardest, pull);
    }
    // The bound is no idle one.
    assertTrue(hardest > 0.7 * bound, hardest + " of " + bound);
  }

  @Test
  void refusesAPoleThatIsStrongerThanTheMotor() {
    SolveRequest weak = Games.request(Map.of("force", "5"), 1, 21, 21);
    SolveRefusal refusal =
        assertThrows(SolveRefusal.class, () -> new CartpoleRail().avoidGame(weak));
    assertTrue(String.valueOf(refusal.getMessage()).endsWith("raise 'force', or lower 'rate'"));
  }

  @Test
  void heightAndTiltDoNotDependOnTheMotionAlong() throws SolveRefusal, RobotRefusal {
    Robot game = robotOf(new QuadrotorAltitude());
    Robot whole = RobotCatalog.create("planar-quadrotor", Map.of("inertia", 0.03));
    assertEquals(whole.controls(), game.controls());
    SplittableRandom random = new SplittableRandom(SEED);
    for (int place = 0; place < PLACES; place++) {
      double[] x = drawn(whole.states(), 5, random);
      double[] u = drawn(whole.controls(), 100, random);
      double[] d = drawn(whole.disturbances(), 100, random);
      double[] all = rate(whole, x, u, d);
      double[] part = rate(game, new double[] {x[1], x[2], x[4], x[5]}, u, new double[] {d[1]});
      double[] expected = {all[1], all[2], all[4], all[5]};
      for (int i = 0; i < part.length; i++) {
        assertEquals(expected[i], part[i], 1e-12, "state " + i);
      }
    }
  }

  @Test
  void carAcrossTheRoadIsTheCarAtEverySpeed() throws SolveRefusal, RobotRefusal {
    Robot game = robotOf(new LaneKeeping());
    Robot whole =
        RobotCatalog.create(
            "lane-change-car",
            Map.of("max_steering", 0.05, "max_steering_rate", 0.2, "max_speed", 30.0));
    Quantity change = game.disturbances().get(1);
    assertEquals(10, 20 + change.lower());
    assertEquals(30, 20 + change.upper());
    SplittableRandom random = new SplittableRandom(SEED);
    for (int place = 0; place < PLACES; place++) {
      double[] x = drawn(whole.states(), 100, random);
      double[] u = drawn(whole.controls(), 100, random);
      double[] d = drawn(whole.disturbances(), 100, random);
      double[] all = rate(whole, x, u, d);
      double[] part =
          rate(
              game,
              new double[] {x[1], x[2], x[4]},
              new double[] {u[1]},
              new double[] {d[1], x[3] - 20});
      double[] expected = {all[1], all[2], all[4]};
      for (int i = 0; i < part.length; i++) {
        assertEquals(expected[i], part[i], 1e-12, "state " + i);
      }
    }
  }

  @Test
  void derivativesAreThoseOfTheRates() throws SolveRefusal {
    for (Problem problem :
        List.of(new QuadrotorAltitude(), new LaneKeeping(), new CartpoleRail())) {
      Robot game = robotOf(problem);
      SplittableRandom random = new SplittableRandom(SEED);
      double[] x = drawn(game.states(), 1, random);
      double[] u = drawn(game.controls(), 100, random);
      double[] d = drawn(game.disturbances(), 100, random);
      int n = x.length;
      double[] jacobian = new double[n * n];
      game.stateJacobian(x, u, d, jacobian);
      for (int j = 0; j < n; j++) {
        double kept = x[j];
        x[j] = kept + 1e-5;
        double[] above = rate(game, x, u, d);
        x[j] = kept - 1e-5;
        double[] below = rate(game, x, u, d);
        x[j] = kept;
        for (int i = 0; i < n; i++) {
          double slope = (above[i] - below[i]) / 2e-5;
          assertEquals(slope, jacobian[i * n + j], 1e-6, problem.name() + " " + i + " " + j);
        }
      }
    }
  }
}
