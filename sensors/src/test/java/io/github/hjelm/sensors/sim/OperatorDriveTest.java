package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorDriveTest {

  private final Bench bench = new Bench("mobile-robot", "rate=100", "last_epoch=3");
  private static final long BLOCK = 1L << CommandEpoch.DRAWN_BITS;

  private final double[] wanted = {0.5, -0.25};
  private boolean stops;
  private final OperatorDrive drive = drive(7);

  @Test
  void drivesFromTheFirstFrameAfterTheStatus() {
    drive.start();
    bench.run(2);
    assertEquals(GuardState.DRIVING, bench.node.state());
    assertArrayEquals(wanted, bench.motors());
    assertEquals(BLOCK + 7, bench.keptStatus().commandEpoch());
    bench.run(100);
    assertEquals(101, bench.node.commands().applied());
    assertEquals(0, bench.node.commands().refused());
    assertEquals(101, drive.sent());
  }

  @Test
  void stopsWhenTheOperatorSaysSo() {
    drive.start();
    bench.run(5);
    stops = true;
    bench.run(1);
    assertEquals(GuardState.STOPPED, bench.node.state());
    stops = false;
    bench.run(1);
    assertEquals(GuardState.DRIVING, bench.node.state());
  }

  @Test
  void fallsSilentWhenSomebodyElseTakesOver() {
    drive.start();
    bench.run(5);
    OperatorDrive second = drive(3);
    second.start();
    bench.run(5);
    assertTrue(drive.isFenced());
    assertFalse(second.isFenced());
    long sent = drive.sent();
    bench.run(10);
    assertEquals(sent, drive.sent());
    assertEquals(GuardState.DRIVING, bench.node.state());
    drive.takeOver();
    bench.run(5);
    assertTrue(second.isFenced());
    assertFalse(drive.isFenced());
    assertEquals(3 * BLOCK + 7, bench.keptStatus().commandEpoch());
  }

  /** Both have read the same status; the one that drew the smaller number falls silent. */
  @Test
  void oneOfTwoThatBeginTogetherDrives() {
    for (long[] draws : new long[][] {{3, 9}, {9, 3}}) {
      Bench both = new Bench("mobile-robot", "rate=100");
      OperatorDrive first = drive(draws[0], both);
      OperatorDrive second = drive(draws[1], both);
      first.start();
      second.start();
      both.run(20);
      assertEquals(draws[0] < draws[1], first.isFenced());
      assertEquals(draws[1] < draws[0], second.isFenced());
      assertEquals(BLOCK + 9, both.keptStatus().commandEpoch());
      CommandCounts counts = both.node.commands();
      assertEquals(19, counts.applied());
      assertEquals(first.sent() + second.sent(), counts.received());
      assertTrue(counts.received() <= 20, "the loser said one thing: " + counts);
    }
  }

  @Test
  void saysNothingToARobotThatIsAway() {
    drive.start();
    bench.run(5);
    bench.node.close();
    long sent = drive.sent();
    bench.run(3);
    assertEquals(sent, drive.sent());
  }

  @Test
  void turnsASineIntoControls() {
    List<Quantity> controls =
        List.of(Quantity.bounded("a", "1", 0, 4), Quantity.bounded("b", "1", -1, 1));
    SineDrive sine = new SineDrive(controls, 0.25, 0.5);
    double[] u = new double[2];
    sine.controls(0, u);
    assertArrayEquals(new double[] {2, 0.5}, u, 1e-12);
    sine.controls(1, u);
    assertArrayEquals(new double[] {3, 0}, u, 1e-12);
    sine.controls(3, u);
    assertArrayEquals(new double[] {1, 0}, u, 1e-12);
    assertThrows(IllegalArgumentException.class, () -> new SineDrive(controls, 1, 1.1));
    assertThrows(IllegalArgumentException.class, () -> new SineDrive(controls, 1, Double.NaN));
  }

  @Test
  void turnsHeldKeysIntoControls() {
    List<Quantity> controls =
        List.of(Quantity.bounded("a", "1", -2, 2), Quantity.bounded("b", "1", 1, 5));
    assertArrayEquals(new double[] {0, 1}, keys("", controls));
    assertArrayEquals(new double[] {1, 1}, keys("w", controls));
    assertArrayEquals(new double[] {-1, 1}, keys("s", controls));
    assertArrayEquals(new double[] {0, 1}, keys("ws", controls));
    assertArrayEquals(new double[] {1, 3}, keys("wa", controls));
    assertArrayEquals(new double[] {0, 1}, keys("d", controls));
    assertFalse(new KeyDrive(controls, key -> true, 0.5).controls(0, new double[2]));
    assertThrows(IllegalArgumentException.class, () -> new KeyDrive(controls, key -> false, 0));
  }

  private static double[] keys(String held, List<Quantity> controls) {
    double[] u = new double[2];
    assertTrue(new KeyDrive(controls, key -> held.indexOf(key) >= 0, 0.5).controls(0, u));
    return u;
  }

  private OperatorDrive drive(long draw) {
    return drive(draw, bench);
  }

  private OperatorDrive drive(long draw, Bench bench) {
    return new OperatorDrive(
        new CommandEpoch("r", () -> draw),
        2,
        (timeS, u) -> {
          System.arraycopy(wanted, 0, u, 0, 2);
          return !stops;
        },
        Bench.codec(),
        bench.broker.link(),
        bench.clock,
        OperatorDrive.DEFAULT_VALID_FOR_NS);
  }
}
