package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.SensorFrame;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisitorTest {

  private static final World WALL_AHEAD =
      new World("wall", new Obstacle.Box(-50, -50, 50, 50), List.of(new Obstacle.Disc(3, 0, 0.5)));

  @Test
  void pushesInTheWorstCornerForAsLongAsItWasAskedTo() {
    Bench bench = bench();
    double[] calm = {0, 0};
    double[] worst = new double[2];
    bench.sim.place(new double[] {0, 0, 0, 1});
    bench.run(3);
    bench.node.visitor().push(0.05);
    assertArrayEquals(calm, Robots.disturbance(bench.sim));
    for (int i = 0; i < 5; i++) {
      bench.run(1);
      worst = Robots.disturbance(bench.sim);
      assertEquals(bench.sim.robot().disturbances().get(0).upper(), worst[0], "to the obstacle");
    }
    assertEquals(bench.sim.robot().disturbances().get(1).upper(), Math.abs(worst[1]));
    bench.run(1);
    assertArrayEquals(calm, Robots.disturbance(bench.sim));
  }

  @Test
  void aLaterPushReplacesAnEarlierOne() {
    Bench bench = bench();
    bench.node.visitor().push(10);
    bench.node.visitor().push(0.02);
    assertEquals(1, bench.node.visitor().overwritten());
    bench.run(2);
    assertTrue(Robots.disturbance(bench.sim)[0] != 0);
    bench.run(1);
    assertEquals(0, Robots.disturbance(bench.sim)[0]);
    bench.node.visitor().push(10);
    bench.run(1);
    assertTrue(Robots.disturbance(bench.sim)[0] != 0);
    bench.node.visitor().push(0);
    bench.run(1);
    assertEquals(0, Robots.disturbance(bench.sim)[0]);
  }

  @Test
  void whatTheSettingsSayGoesOnAfterAPush() {
    Bench bench = new Bench("mobile-robot", "rate=100", "disturbance=random");
    bench.node.visitor().push(0.05);
    bench.run(5);
    double full = bench.sim.robot().disturbances().get(0).upper();
    assertEquals(full, Math.abs(Robots.disturbance(bench.sim)[0]));
    bench.run(1);
    assertTrue(Math.abs(Robots.disturbance(bench.sim)[0]) < full);
  }

  @Test
  void shovesTheStateAtOnce() {
    Bench bench = bench();
    bench.sim.place(new double[] {0, 0, 3, 0});
    double[] change = {0, 0.5, 1, 0.25};
    bench.node.visitor().shove(change);
    change[1] = 99;
    bench.run(1);
    double[] values = new double[4];
    bench.frames.get(0).copyValues(values);
    assertArrayEquals(new double[] {0, 0.5, 4 - 2 * Math.PI, 0.25}, values, 1e-12);
    bench.run(1);
    bench.frames.get(1).copyValues(values);
    assertEquals(4 - 2 * Math.PI, values[2], 1e-3, "once");
  }

  @Test
  void blindsTheSensorAndLeavesAGap() {
    Bench bench = bench();
    bench.run(2);
    bench.node.visitor().blind(0.03);
    bench.run(5);
    assertEquals(
        List.of(1L, 2L, 6L, 7L), bench.frames.stream().map(SensorFrame::sequence).toList());
  }

  @Test
  void differentWishesDoNotReplaceEachOther() {
    Bench bench = bench();
    double start = Robots.state(bench.sim)[0];
    bench.node.visitor().push(1);
    bench.node.visitor().shove(new double[] {1, 0, 0, 0});
    bench.node.visitor().blind(0.01);
    bench.run(1);
    assertEquals(0, bench.node.visitor().overwritten());
    assertEquals(0, bench.frames.size());
    assertTrue(Robots.disturbance(bench.sim)[0] != 0);
    assertEquals(start + 1, Robots.state(bench.sim)[0], 0.01);
  }

  @Test
  void aRestartEndsThemAll() {
    Bench bench = bench();
    bench.node.visitor().push(1);
    bench.node.visitor().blind(1);
    bench.run(2);
    bench.node.restart(new double[4]);
    bench.run(1);
    assertEquals(1, bench.frames.size());
    assertEquals(0, Robots.disturbance(bench.sim)[0]);
  }

  @Test
  void refusesWhatIsNoWish() {
    Visitor visitor = bench().node.visitor();
    assertThrows(IllegalArgumentException.class, () -> visitor.push(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> visitor.push(-1));
    assertThrows(IllegalArgumentException.class, () -> visitor.blind(Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> visitor.shove(new double[3]));
    assertThrows(
        IllegalArgumentException.class, () -> visitor.shove(new double[] {0, 0, 0, Double.NaN}));
  }

  private static Bench bench() {
    return new Bench("mobile-robot", Optional.of(WALL_AHEAD), "rate=100");
  }
}
