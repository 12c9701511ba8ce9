package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActuatorGuardTest {

  private static final long PERIOD_NS = 1_000_000;

  @Test
  void countsEveryCommandOnce() {
    ActuatorGuard guard = guard();
    offer(guard, 1, 1, 0.5);
    offer(guard, 1, 1, 0.5);
    offer(guard, 1, 2, 3.0);
    offer(guard, 1, 2, Double.NaN);
    offer(guard, 1, 2, Double.NaN);
    assertEquals(1, guard.count(GuardOutcome.ACCEPTED));
    assertEquals(1, guard.count(GuardOutcome.DUPLICATE));
    assertEquals(1, guard.count(GuardOutcome.OUT_OF_BOUNDS));
    assertEquals(2, guard.count(GuardOutcome.NOT_FINITE));
    assertEquals(0, guard.count(GuardOutcome.TOO_OLD));
  }

  @Test
  void countsATripOnceHoweverLongTheSilence() {
    ActuatorGuard guard = guard();
    offer(guard, 1, 1, 0.5);
    double[] motors = new double[1];
    for (int i = 0; i < 100; i++) {
      guard.apply(i * PERIOD_NS, new double[1], motors);
    }
    assertEquals(1, guard.deadmanTrips());
    assertEquals(GuardState.SILENT, guard.state());
  }

  @Test
  void holdsItsOwnCopyOfBoundsAndValues() {
    double[] lower = {-1};
    double[] upper = {1};
    ActuatorGuard guard = new ActuatorGuard(lower, upper, GuardLimits.forPeriod(PERIOD_NS));
    upper[0] = 100;
    double[] values = {50};
    assertEquals(
        GuardOutcome.OUT_OF_BOUNDS,
        guard.offer(0, true, false, false, 1, 1, 0, 1_000_000, values, 1));
    values[0] = 0.5;
    guard.offer(0, true, false, false, 1, 1, 0, 1_000_000, values, 1);
    values[0] = 50;
    double[] motors = new double[1];
    guard.apply(0, new double[1], motors);
    assertEquals(0.5, motors[0]);
  }

  @Test
  void countsFallbacksThatWereOutside() {
    ActuatorGuard guard = guard();
    guard.apply(0, new double[] {2}, new double[1]);
    guard.apply(0, new double[] {Double.NaN}, new double[1]);
    guard.apply(0, new double[] {1}, new double[1]);
    assertEquals(2, guard.correctedFallbacks());
  }

  @Test
  void waitsTheLargerOfTwentyMillisecondsAndTwoAndAHalfPeriods() {
    assertEquals(20_000_000, GuardLimits.forPeriod(1_000_000).deadmanNs());
    assertEquals(20_000_000, GuardLimits.forPeriod(8_000_000).deadmanNs());
    assertEquals(25_000_000, GuardLimits.forPeriod(10_000_000).deadmanNs());
    assertEquals(250_000_000, GuardLimits.forPeriod(100_000_000).deadmanNs());
  }

  @Test
  void refusesSettingsThatCannotWork() {
    GuardLimits limits = GuardLimits.forPeriod(PERIOD_NS);
    double[] one = {1};
    double[] none = {};
    double[] nan = {Double.NaN};
    double[] infinite = {Double.POSITIVE_INFINITY};
    assertRefused(none, none, limits);
    assertRefused(one, new double[2], limits);
    assertRefused(one, new double[] {0.5}, limits);
    assertRefused(nan, one, limits);
    assertRefused(one, nan, limits);
    assertRefused(one, infinite, limits);
    assertThrows(
        IllegalArgumentException.class, () -> new GuardLimits(0, 1, 1, false, 0), "dead-man 0");
    assertThrows(
        IllegalArgumentException.class, () -> new GuardLimits(1, 0, 1, false, 0), "validity 0");
    assertThrows(
        IllegalArgumentException.class, () -> new GuardLimits(1, 1, 0, false, 0), "jump 0");
    assertThrows(
        IllegalArgumentException.class, () -> new GuardLimits(1, 1, 1, false, -1), "epoch -1");
  }

  /** What makes the class portable: nothing from outside its package and java.lang. */
  @Test
  void importsNothing() throws IOException {
    Path folder = Path.of("src", "main", "java", "io", "github", "hjelm", "sensors", "sim");
    List<String> names = List.of("ActuatorGuard", "GuardLimits", "GuardOutcome", "GuardState");
    for (String name : names) {
      List<String> lines = Files.readAllLines(folder.resolve(name + ".java"));
      assertTrue(lines.size() > 10, name);
      for (String line : lines) {
        boolean foreign =
            line.startsWith("import ")
                || line.contains("java.util")
                || line.contains("hjelm.sensors.f");
        assertFalse(foreign, name + ": " + line);
      }
    }
  }

  @Test
  void isDocumentedWithEveryOutcomeAndState() throws IOException {
    String page = Files.readString(Path.of("docs", "actuator-guard.md"));
    for (GuardOutcome outcome : GuardOutcome.values()) {
      String cells = "| `" + outcome + "` | " + outcome.code() + " |";
      assertTrue(page.contains(cells), "docs/actuator-guard.md lacks " + cells);
    }
    for (GuardState state : GuardState.values()) {
      String cells = "| `" + state + "` | " + state.code() + " |";
      assertTrue(page.contains(cells), "docs/actuator-guard.md lacks " + cells);
    }
  }

  private static void assertRefused(double[] lower, double[] upper, GuardLimits limits) {
    assertThrows(IllegalArgumentException.class, () -> new ActuatorGuard(lower, upper, limits));
  }

  private static ActuatorGuard guard() {
    return new ActuatorGuard(new double[] {-1}, new double[] {1}, GuardLimits.forPeriod(PERIOD_NS));
  }

  private static void offer(ActuatorGuard guard, long epoch, long sequence, double value) {
    guard.offer(0, true, false, false, epoch, sequence, 0, 100_000_000, new double[] {value}, 1);
  }
}
