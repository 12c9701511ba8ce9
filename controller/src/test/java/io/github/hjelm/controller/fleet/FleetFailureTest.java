package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.FlyableBundle;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.HandLink.Sent;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong around a loop: each ends in a named verdict and a count. */
class FleetFailureTest {

  private final List<WatchedPolicy> policies = new ArrayList<>();
  private final FleetBench bench =
      new FleetBench(
          policy -> {
            WatchedPolicy watched = new WatchedPolicy(policy);
            policies.add(watched);
            return watched;
          });
  private Path bundle;
  private FleetMember member;

  @BeforeEach
  void fly(@TempDir Path folder) throws Exception {
    bundle = FlyableBundle.zip(folder, "1.0.0", FlyableBundle.GENTLE);
    member = bench.add(config("a"));
    bench.pass(10);
    assertEquals(Verdict.PASSED, last().verdict());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private RobotConfig config(String name) {
    return FleetBench.config(name, bundle, LaneChoice.INLINE);
  }

  private Sent last() {
    List<Sent> sent = bench.link.to("a");
    return sent.get(sent.size() - 1);
  }

  private long count(Verdict verdict) {
    return member.vitals().verdicts().of(verdict);
  }

  /** No frame comes, and no command goes. */
  private void losesTheBroker() {
    bench.link.connected = false;
    bench.speaking.clear();
  }

  private void findsTheBroker() {
    bench.link.connected = true;
    bench.speaking.add("a");
  }

  @Test
  void aBrokerThatIsGoneForAMomentIsHeldAndCounted() {
    long before = member.vitals().verdicts().total();
    losesTheBroker();
    bench.pass(4);
    assertEquals(before + 4, member.vitals().verdicts().total(), "cycles go on");
    assertEquals(4, member.publisher().counts().of(PublishOutcome.NOT_CONNECTED));
    assertTrue(count(Verdict.HELD_STALE_OBSERVATION) > 0);
    findsTheBroker();
    bench.pass(2);
    assertEquals(Verdict.PASSED, last().verdict());
    assertEquals(0, count(Verdict.STOPPED));
  }

  @Test
  void aBrokerThatIsGoneForLongEndsInAStopThatAnOperatorClears() {
    losesTheBroker();
    bench.pass(30);
    assertEquals(30, member.publisher().counts().of(PublishOutcome.NOT_CONNECTED));
    assertEquals(StopCause.BLIND, member.vitals().stopCause());
    findsTheBroker();
    bench.pass(2);
    assertEquals(Verdict.STOPPED, last().verdict());
    assertTrue(member.loop().safety().clear());
    bench.pass(1);
    assertEquals(Verdict.PASSED, last().verdict());
  }

  @Test
  void aCycleThatTakesHalfASecondIsAMissAndWhatFollowsIsHeld() {
    boolean[] asked = new boolean[1];
    policies.get(0).whenAsked =
        () -> {
          if (!asked[0]) {
            asked[0] = true;
            bench.clock.advanceNs(500_000_000);
          }
        };
    long misses = member.vitals().deadlineMisses();
    long passed = count(Verdict.PASSED);
    while (!asked[0]) {
      bench.passNs(FleetBench.TICK_NS);
    }
    assertEquals(misses + 1, member.vitals().deadlineMisses());
    assertEquals(Verdict.PASSED, last().verdict(), "that cycle's own command left, late");
    bench.speaking.clear();
    bench.passNs(FleetBench.TICK_NS);
    assertEquals(9, bench.fleet.skippedBeats());
    assertEquals(Verdict.STOPPED, last().verdict(), "nobody was heard for half a second");
    assertEquals(StopCause.BLIND, member.vitals().stopCause());
    bench.speaking.add("a");
    bench.pass(2);
    assertTrue(member.loop().safety().clear());
    bench.pass(1);
    assertEquals(Verdict.PASSED, last().verdict());
    assertTrue(count(Verdict.PASSED) > passed);
  }

  @Test
  void aPauseOfTheProcessIsHeldAndTheBeatsThatItSwallowedAreCounted() {
    long before = member.vitals().verdicts().total();
    bench.clock.advanceNs(500_000_000);
    bench.fleet.tick(bench.clock.nanoTime());
    assertEquals(before + 1, member.vitals().verdicts().total(), "nothing is made up for");
    assertEquals(9, bench.fleet.skippedBeats());
    assertEquals(Verdict.STOPPED, last().verdict());
    assertEquals(StopCause.BLIND, member.vitals().stopCause());
  }

  @Test
  void theSecondControllerOfARobotFallsSilent() throws Exception {
    try (FleetBench other = new FleetBench()) {
      // It comes later, reads in which epoch the robot is commanded, and takes a later one.
      FleetMember second = other.assemble(config("a"));
      other.fleet.add(second).toCompletableFuture().get();
      other.isThere("a", last().epoch());
      other.speaking.add("a");
      other.pass(2);
      long later = other.link.to("a").get(0).epoch();
      assertTrue(later > last().epoch());
      // The robot says who commands it now.
      int before = bench.link.to("a").size();
      bench.isThere("a", later);
      bench.pass(5);
      assertEquals(before, bench.link.to("a").size(), "who is fenced says nothing");
      assertTrue(member.controlled().epoch().isFenced());
      assertFalse(second.controlled().epoch().isFenced());
      assertEquals(2, member.controlled().statuses().of(FrameOutcome.ACCEPTED));
      bench.fleet.remove("a").toCompletableFuture().get();
      assertEquals(before, bench.link.to("a").size(), "nor a last word");
    }
  }
}
