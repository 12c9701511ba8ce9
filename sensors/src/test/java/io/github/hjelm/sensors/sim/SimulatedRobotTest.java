package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.robot.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedRobotTest {

  private static final World WALL_AHEAD =
      new World("wall", new Obstacle.Box(-5, -5, 1, 5), List.of());

  @Test
  void movesAsTheEquationsSay() {
    SimulatedRobot sim = Robots.simulated("double-integrator", "rate=50");
    sim.place(new double[] {1, -2});
    double[] motors = {0.5};
    for (int i = 0; i < 100; i++) {
      sim.step(motors);
    }
    // x = x₀ + v₀ t + ½ a t², v = v₀ + a t, at t = 2 s
    assertArrayEquals(new double[] {1 - 4 + 1, -2 + 1}, Robots.state(sim), 1e-9);
    assertEquals(2, sim.timeS(), 1e-9);
  }

  @Test
  void givesTheMotorsNoMoreThanTheyHave() {
    SimulatedRobot sim = Robots.simulated("double-integrator", "rate=50");
    sim.place(new double[] {0, 0});
    double bound = sim.robot().controls().get(0).upper();
    for (int i = 0; i < 50; i++) {
      sim.step(new double[] {1e6});
    }
    assertEquals(bound, Robots.state(sim)[1], 1e-9);
  }

  @Test
  void countsACollisionOnceAndStaysWhereItHit() {
    SimulatedRobot sim = Robots.simulated("mobile-robot", Optional.of(WALL_AHEAD), "radius=0.2");
    sim.place(new double[] {0, 0, 0, 1});
    for (int i = 0; i < 300; i++) {
      sim.step(new double[2]);
    }
    assertEquals(1, sim.collisions());
    assertTrue(sim.isStopped());
    assertEquals(0.8, Robots.state(sim)[0], 0.01);
  }

  @Test
  void goesOnThroughObstaclesWhenAsked() {
    World pillar =
        new World("pillar", new Obstacle.Box(-5, -5, 5, 5), List.of(new Obstacle.Disc(1, 0, 0.5)));
    SimulatedRobot sim =
        Robots.simulated("mobile-robot", Optional.of(pillar), "collision=count", "rate=50");
    sim.place(new double[] {0, 0, 0, 1});
    for (int i = 0; i < 100; i++) {
      sim.step(new double[2]);
    }
    assertEquals(2, Robots.state(sim)[0], 1e-9);
    assertEquals(1, sim.collisions());
    assertFalse(sim.isStopped());
  }

  @Test
  void countsLeavingTheBoundsOfTheModel() {
    SimulatedRobot sim = Robots.simulated("mobile-robot");
    double top = sim.robot().states().get(3).upper();
    sim.place(new double[] {0, 0, 0, top - 0.05});
    for (int i = 0; i < 10; i++) {
      sim.step(new double[] {1, 0});
    }
    assertEquals(1, sim.boundsLeft());
  }

  @Test
  void standsStillWhenTheNumbersEnd() {
    SimulatedRobot sim = Robots.simulated("mobile-robot");
    double[] far = {Double.MAX_VALUE, 0, 0, Double.MAX_VALUE};
    sim.place(far);
    sim.step(new double[2]);
    assertTrue(sim.diverged());
    assertTrue(sim.isStopped());
    assertArrayEquals(far, Robots.state(sim));
  }

  @Test
  void refusesAWorldForARobotWithoutAPlace() {
    SimSettings settings = Robots.settings();
    SimRefusal refusal =
        assertThrows(
            SimRefusal.class,
            () -> new SimulatedRobot(Robots.robot("pendulum"), Optional.of(WALL_AHEAD), settings));
    assertTrue(refusal.sentence().contains("pendulum cannot be placed"), refusal.sentence());
  }

  @Test
  void isCalmUnlessAskedOtherwise() {
    SimulatedRobot sim = Robots.simulated("mobile-robot");
    sim.step(new double[2]);
    assertArrayEquals(new double[2], Robots.disturbance(sim));
  }

  @Test
  void drawsRandomDisturbancesFromTheBoxAndHoldsThem() {
    SimulatedRobot sim =
        Robots.simulated("mobile-robot", "disturbance=random", "disturbance_hold=50ms");
    List<Quantity> box = sim.robot().disturbances();
    Set<Double> drawn = new HashSet<>();
    double sum = 0;
    for (int i = 0; i < 5000; i++) {
      sim.step(new double[2]);
      double[] d = Robots.disturbance(sim);
      for (int k = 0; k < d.length; k++) {
        assertTrue(d[k] >= box.get(k).lower() && d[k] <= box.get(k).upper(), "d " + d[k]);
      }
      drawn.add(d[0]);
      sum += d[0] / box.get(0).upper();
    }
    assertEquals(1000, drawn.size());
    // Standard deviation of the mean of 1000 uniform numbers in [-1, 1]: 0.018.
    assertEquals(0, sum / 5000, 0.08);
  }

  /** At rest before a wall: the worst slope is the one towards the wall, always. */
  @Test
  void adversaryPushesTowardsTheWall() {
    SimulatedRobot sim =
        Robots.simulated("mobile-robot", Optional.of(WALL_AHEAD), "disturbance=adversarial");
    double slope = sim.robot().disturbances().get(0).upper();
    sim.place(new double[] {0.2, 0, 0, 0});
    sim.step(new double[2]);
    assertEquals(slope, Robots.disturbance(sim)[0]);
    // Facing away, the same push is backwards.
    sim.place(new double[] {0.2, 0, -Math.PI, 0});
    for (int i = 0; i < 10; i++) {
      sim.step(new double[2]);
    }
    assertEquals(-slope, Robots.disturbance(sim)[0]);
  }

  @Test
  void adversaryComesCloserThanChance() {
    double adversarial = closest("disturbance=adversarial");
    double random = closest("disturbance=random");
    double calm = closest("disturbance=none");
    assertTrue(adversarial < random - 0.05, adversarial + " against random " + random);
    assertTrue(adversarial < calm - 0.05, adversarial + " against calm " + calm);
  }

  @Test
  void adversaryWorksAgainstTheFunctionItIsGiven() throws SimRefusal {
    SafetyFunction fast = x -> -x[1];
    SimulatedRobot sim =
        new SimulatedRobot(
            Robots.robot("double-integrator"),
            Optional.empty(),
            Optional.of(fast),
            Robots.settings("disturbance=adversarial"));
    sim.step(new double[1]);
    assertEquals(sim.robot().disturbances().get(0).upper(), Robots.disturbance(sim)[0]);
  }

  /** Neither push alone changes heading times speed; only both together would. */
  @Test
  void adversaryTriesEachComponentByItself() throws SimRefusal {
    SimulatedRobot sim =
        new SimulatedRobot(
            Robots.robot("mobile-robot"),
            Optional.empty(),
            Optional.of(x -> -x[2] * x[3]),
            Robots.settings("disturbance=adversarial"));
    sim.place(new double[4]);
    sim.step(new double[2]);
    double[] d = Robots.disturbance(sim);
    assertTrue(d[0] < 0 && d[1] < 0, d[0] + " " + d[1]);
  }

  @Test
  void adversaryWithoutAGuideVisitsAllCorners() throws SimRefusal {
    SimulatedRobot sim =
        new SimulatedRobot(
            Robots.robot("mobile-robot"),
            Optional.empty(),
            Optional.of(x -> 1),
            Robots.settings("disturbance=adversarial", "disturbance_hold=10ms"));
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      sim.step(new double[2]);
      double[] d = Robots.disturbance(sim);
      pattern.append(d[0] > 0 ? '+' : '-').append(d[1] > 0 ? "+ " : "- ");
    }
    assertEquals("-- +- -+ ++ -- ", pattern.toString());
  }

  private static double closest(String disturbance) {
    SimulatedRobot sim =
        Robots.simulated(
            "mobile-robot", Optional.of(WALL_AHEAD), disturbance, "collision=count", "rate=50");
    sim.place(new double[] {0, 0, 0, 0});
    double closest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 100; i++) {
      sim.step(new double[2]);
      double[] x = Robots.state(sim);
      closest = Math.min(closest, WALL_AHEAD.signedDistance(x[0], x[1]));
    }
    return closest;
  }
}
