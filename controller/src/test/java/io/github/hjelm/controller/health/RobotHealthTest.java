package io.github.hjelm.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.controller.loop.Waiting;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.LinkStatus.State;
import io.github.hjelm.sensors.time.HandSetClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobotHealthTest {

  private static final long PERIOD_NS = 20_000_000L;
  private static final long[] STAGE_NS = {2000, 60_000, 9000, 2000, 75_000};

  // Whatever the origin of a clock is.
  private final HandSetClock clock = new HandSetClock(-5_000_000_000L);
  private final RobotVitals vitals = vitals("amr-1");
  private final FleetHealth fleet = new FleetHealth(HealthLimits.usual(), clock);
  private LinkStatus link = link(State.CONNECTED, "");

  RobotHealthTest() {
    fleet.add(vitals, () -> link, () -> 0);
  }

  @Test
  void aLoopThatRunsIsUp() {
    run(Verdict.PASSED, 3);
    RobotHealth now = now();
    assertEquals(Health.UP, now.health());
    assertEquals(List.of(), now.reasons());
    assertEquals(3, now.cycles());
    assertEquals(75_000, now.cycle().maxNs());
  }

  @Test
  void aLoopThatNeverRanIsDown() {
    assertOnly(Ailment.NO_CYCLE_YET, Health.DOWN, "no cycle yet");
  }

  @Test
  void aLoopThatFallsSilentHasStalled() {
    run(Verdict.PASSED, 3);
    // 20 periods are 0.4 s: the half second counts.
    clock.advanceNs(500_000_000L);
    assertEquals(Health.UP, now().health());
    clock.advanceNs(1);
    assertOnly(Ailment.STALLED, Health.DOWN, "no cycle for 0.500 s, which is 25 periods");
    run(Verdict.PASSED, 1);
    assertEquals(Health.UP, now().health());
  }

  @Test
  void aLoopWithoutARobotWaitsAndDoesNotStall() {
    vitals.waits(Waiting.FOR_ROBOT, clock.nanoTime());
    assertOnly(Ailment.ROBOT_ABSENT, Health.DOWN, "waits for the robot");
    run(Verdict.PASSED, 3);
    assertEquals(Health.UP, now().health());
    clock.advanceNs(3_000_000_000L);
    vitals.waits(Waiting.FOR_OTHER_CONTROLLER, clock.nanoTime());
    assertOnly(Ailment.OTHER_CONTROLLER, Health.DOWN, "another controller drives the robot");
    clock.advanceNs(500_000_001L);
    assertOnly(Ailment.STALLED, Health.DOWN, "no cycle for 0.500 s, which is 25 periods");
  }

  @Test
  void aSlowLoopMayBeSilentForTwentyPeriods() {
    HealthLimits limits = HealthLimits.usual();
    assertEquals(4_000_000_000L, limits.stallNs(200_000_000L));
    assertEquals(500_000_000L, limits.stallNs(1_000_000L));
  }

  @Test
  void aLostBrokerIsToldWithItsError() {
    run(Verdict.PASSED, 3);
    link = link(State.RECONNECTING, "Connection refused: localhost:1883");
    assertOnly(
        Ailment.BROKER_LOST,
        Health.DOWN,
        "the link to the broker is RECONNECTING: Connection refused: localhost:1883");
  }

  @Test
  void aStopThatIsLatchedIsDownUntilItIsCleared() {
    run(Verdict.STOPPED, 1);
    vitals.stands(true, false, StopCause.BLIND);
    assertOnly(Ailment.STOPPED, Health.DOWN, "stopped until an operator clears it: BLIND");
    vitals.stands(true, false, null);
    assertEquals(Health.UP, now().health());
  }

  @Test
  void aMismatchDegrades() {
    run(Verdict.PASSED, 1);
    vitals.stands(true, true, null);
    assertOnly(
        Ailment.MODEL_MISMATCH, Health.DEGRADED, "the robot does not move as its model says");
  }

  @Test
  void withoutACertificateItIsDegraded() {
    run(Verdict.PASSED, 1);
    vitals.stands(false, false, null);
    assertOnly(Ailment.UNCERTIFIED, Health.DEGRADED, "nothing vouches for the commands");
  }

  @Test
  void aGpuThatIsNotThereDegrades() {
    run(Verdict.PASSED, 1);
    vitals.gpuMissing(true);
    assertOnly(
        Ailment.GPU_MISSING, Health.DEGRADED, "there is no GPU, so its policy runs on the CPU");
    vitals.gpuMissing(false);
    assertEquals(Health.UP, now().health());
  }

  @Test
  void manyOverridesDegrade() {
    run(Verdict.PASSED, 250);
    run(Verdict.FILTERED, 250);
    assertEquals(Health.UP, now().health(), "a half is not more than a half");
    run(Verdict.BACKUP, 55);
    assertOnly(
        Ailment.OVERRIDES,
        Health.DEGRADED,
        "61 % of the last 500 commands are not what the policy proposed");
    run(Verdict.OPERATOR, 500);
    assertEquals(Health.UP, now().health(), "an operator overrides nobody");
  }

  @Test
  void allThatIsWrongIsToldAndTheWorstCounts() {
    run(Verdict.HELD_NO_CHUNK, 1);
    vitals.stands(false, true, StopCause.MODEL_MISMATCH);
    link = link(State.NEW, "");
    RobotHealth now = now();
    assertEquals(Health.DOWN, now.health());
    assertEquals(
        List.of(Ailment.BROKER_LOST, Ailment.STOPPED, Ailment.MODEL_MISMATCH, Ailment.UNCERTIFIED),
        now.reasons().stream().map(RobotHealth.Reason::ailment).toList());
  }

  @Test
  void deadlinesMissedAreCounted() {
    vitals.cycle(clock.nanoTime(), Verdict.PASSED, new long[] {1, 1, 1, 1, 1_000_000});
    vitals.cycle(clock.nanoTime(), Verdict.PASSED, new long[] {1, 1, 1, 1, 1_000_001});
    assertEquals(1, vitals.deadlineMisses());
  }

  @Test
  void robotsComeAndGo() {
    fleet.add(vitals("amr-0"), () -> link, () -> 0);
    assertEquals(
        List.of("amr-0", "amr-1"), fleet.check().stream().map(RobotHealth::robot).toList());
    var again = vitals("amr-1");
    assertThrows(IllegalArgumentException.class, () -> fleet.add(again, () -> link, () -> 0));
    fleet.remove("amr-1");
    assertEquals(List.of("amr-0"), fleet.check().stream().map(RobotHealth::robot).toList());
  }

  @Test
  void limitsThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new HealthLimits(0, 1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new HealthLimits(1, -1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new HealthLimits(1, 1, Double.NaN));
  }

  private void run(Verdict verdict, int cycles) {
    for (int cycle = 0; cycle < cycles; cycle++) {
      clock.advanceNs(PERIOD_NS);
      vitals.stands(true, false, null);
      vitals.cycle(clock.nanoTime(), verdict, STAGE_NS);
    }
  }

  private RobotHealth now() {
    return fleet.check().get(0);
  }

  private void assertOnly(Ailment ailment, Health health, String words) {
    RobotHealth now = now();
    assertEquals(List.of(new RobotHealth.Reason(ailment, words)), now.reasons());
    assertEquals(health, now.health());
    assertTrue(now.has(ailment));
    assertFalse(now.has(ailment == Ailment.STOPPED ? Ailment.STALLED : Ailment.STOPPED));
  }

  private static RobotVitals vitals(String robot) {
    return new RobotVitals(robot, new CycleTiming(PERIOD_NS, PERIOD_NS, 0, 1_000_000), () -> 0);
  }

  private static LinkStatus link(State state, String error) {
    return new LinkStatus(state, 1, 0, 0, 0, 0, 0, 0, error);
  }
}
