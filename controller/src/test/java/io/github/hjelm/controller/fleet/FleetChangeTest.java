package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.FlyableBundle;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Robots that come and go while others fly. */
class FleetChangeTest {

  private final List<WatchedPolicy> policies = new ArrayList<>();
  private final FleetBench bench =
      new FleetBench(
          policy -> {
            WatchedPolicy watched = new WatchedPolicy(policy);
            policies.add(watched);
            return watched;
          });
  private Path bundle;

  @BeforeEach
  void write(@TempDir Path folder) throws Exception {
    bundle = FlyableBundle.zip(folder, "1.0.0", FlyableBundle.GENTLE);
  }

  @AfterEach
  void close() {
    bench.close();
    policies.forEach(policy -> assertEquals(1, policy.closed, "each policy is closed once"));
  }

  private RobotConfig config(String name, LaneChoice lane) {
    return FleetBench.config(name, bundle, lane);
  }

  private static void assertOnTime(List<HandLink.Sent> sent) {
    for (int i = 1; i < sent.size(); i++) {
      assertEquals(sent.get(i - 1).sequence() + 1, sent.get(i).sequence(), "command " + i);
      assertEquals(FleetBench.CYCLE_NS, sent.get(i).atNs() - sent.get(i - 1).atNs(), "cycle " + i);
    }
  }

  @Test
  void robotsComeWhileOthersFlyWithoutALateOrASkippedCycle() throws Exception {
    bench.add(config("a", LaneChoice.BATCH));
    bench.pass(10);
    CompletableFuture<Void> granted = new CompletableFuture<>();
    bench.link.grants = granted;
    FleetMember late = bench.assemble(config("b", LaneChoice.BATCH));
    CompletionStage<Void> added = bench.fleet.add(late);
    // The broker takes its time; nobody waits for it.
    assertTrue(bench.link.asked.tryAcquire(30, TimeUnit.SECONDS), "nobody asked the broker");
    bench.pass(10);
    assertEquals(1, bench.fleet.members().size());
    granted.complete(null);
    added.toCompletableFuture().get();
    bench.isThere("b", 0);
    bench.speaking.add("b");
    bench.pass(10);
    List<HandLink.Sent> first = bench.link.to("a");
    assertTrue(first.size() >= 28, "a was sent " + first.size());
    assertOnTime(first);
    assertTrue(bench.link.to("b").size() >= 8);
    assertOnTime(bench.link.to("b"));
  }

  @Test
  void whoIsSentAwayIsStoppedByALastCommandAndNotHeardAnyMore() throws Exception {
    bench.add(config("a", LaneChoice.BATCH));
    bench.add(config("b", LaneChoice.BATCH));
    bench.pass(10);
    bench.fleet.remove("b").toCompletableFuture().get();
    int sent = bench.link.to("b").size();
    assertEquals(Verdict.STOPPED, bench.link.to("b").get(sent - 1).verdict());
    assertTrue(
        bench.link.listeners.keySet().stream().noneMatch(filter -> filter.contains("/b/")),
        bench.link.listeners.keySet()::toString);
    bench.pass(10);
    assertEquals(sent, bench.link.to("b").size());
    assertOnTime(bench.link.to("a"));
    assertTrue(bench.link.to("a").size() >= 18);
    assertEquals(Verdict.PASSED, bench.link.sent.get(bench.link.sent.size() - 1).verdict());
  }

  @Test
  void whoWasSentAwayMayComeAgain() throws Exception {
    bench.add(config("a", LaneChoice.AUTO));
    bench.pass(4);
    bench.fleet.remove("a").toCompletableFuture().get();
    assertEquals(0, bench.fleet.members().size());
    int before = bench.link.to("a").size();
    bench.add(config("a", LaneChoice.AUTO));
    bench.pass(4);
    assertTrue(bench.link.to("a").size() > before);
  }

  @Test
  void aRobotIsNotLetInTwice() throws Exception {
    bench.add(config("a", LaneChoice.AUTO));
    bench.pass(2);
    assertRefused("there is a robot a already", () -> bench.add(config("a", LaneChoice.AUTO)));
    int before = bench.link.to("a").size();
    bench.pass(2);
    assertEquals(before + 2, bench.link.to("a").size(), "the first one flies on");
  }

  @Test
  void whoIsNotHereCannotBeSentAway() {
    assertRefused(
        "there is no robot a here", () -> bench.fleet.remove("a").toCompletableFuture().get());
  }

  @Test
  void whomTheBrokerRefusesIsClosedAndGivenUp() throws Exception {
    bench.link.grants = CompletableFuture.failedFuture(new IllegalStateException("not granted"));
    assertThrows(ExecutionException.class, () -> bench.add(config("a", LaneChoice.AUTO)));
    assertTrue(bench.link.listeners.isEmpty(), bench.link.listeners.keySet()::toString);
    assertEquals(1, policies.get(0).closed);
  }

  @Test
  void whoNeverFlewGetsNoLastCommand() throws Exception {
    FleetMember member = bench.assemble(config("a", LaneChoice.AUTO));
    bench.fleet.add(member).toCompletableFuture().get();
    bench.fleet.remove("a").toCompletableFuture().get();
    assertTrue(bench.link.sent.isEmpty());
  }

  @Test
  void anEndStopsEverybody() throws Exception {
    bench.add(config("a", LaneChoice.AUTO));
    bench.add(config("b", LaneChoice.INLINE));
    bench.pass(4);
    bench.close();
    for (String name : List.of("a", "b")) {
      List<HandLink.Sent> sent = bench.link.to(name);
      assertEquals(Verdict.STOPPED, sent.get(sent.size() - 1).verdict());
    }
    assertFalse(bench.link.connected);
  }

  private static void assertRefused(String words, Executable executable) {
    ExecutionException thrown = assertThrows(ExecutionException.class, executable);
    assertTrue(String.valueOf(thrown.getCause()).contains(words), thrown::toString);
    assertTrue(thrown.getCause() instanceof FleetRefusal, thrown::toString);
  }
}
