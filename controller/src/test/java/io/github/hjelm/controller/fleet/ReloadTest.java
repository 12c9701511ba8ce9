package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.FlyableBundle;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.HandLink.Sent;
import io.github.hjelm.controller.health.ReloadOutcome;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another bundle for a robot in flight. */
class ReloadTest {

  /** Cycles in the second that a bundle is compared in. */
  private static final int SECOND = 20;

  private final List<WatchedPolicy> policies = new ArrayList<>();
  private Consumer<WatchedPolicy> script = policy -> {};
  private final FleetBench bench =
      new FleetBench(
          policy -> {
            WatchedPolicy watched = new WatchedPolicy(policy);
            policies.add(watched);
            script.accept(watched);
            return watched;
          });
  private final Path folder;
  private Path first;
  private Path second;

  ReloadTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void write() throws Exception {
    first = FlyableBundle.zip(folder, "1.0.0", FlyableBundle.GENTLE);
    second = FlyableBundle.zip(folder, "1.1.0", FlyableBundle.GENTLE);
  }

  @AfterEach
  void close() {
    bench.close();
    policies.forEach(policy -> assertEquals(1, policy.closed, "each policy is closed once"));
  }

  private FleetMember add(String name, LaneChoice lane) throws Exception {
    FleetMember member = bench.add(config(name, lane));
    bench.pass(SECOND + 5);
    return member;
  }

  private RobotConfig config(String name, LaneChoice lane) {
    return FleetBench.config(name, first, lane);
  }

  private long count(ReloadOutcome outcome) {
    return bench.fleet.members().get(0).vitals().reloads().of(outcome);
  }

  private static void assertOneAfterTheOther(List<Sent> sent) {
    for (int i = 1; i < sent.size(); i++) {
      assertEquals(sent.get(i - 1).epoch(), sent.get(i).epoch(), "one session");
      assertEquals(sent.get(i - 1).sequence() + 1, sent.get(i).sequence());
      assertEquals(FleetBench.CYCLE_NS, sent.get(i).atNs() - sent.get(i - 1).atNs(), "cycle " + i);
    }
  }

  private static List<Long> versions(List<Sent> sent) {
    List<Long> versions = new ArrayList<>();
    for (Sent command : sent) {
      if (versions.isEmpty() || versions.get(versions.size() - 1) != command.bundle()) {
        versions.add(command.bundle());
      }
    }
    return versions;
  }

  @Test
  void itIsSwitchedBetweenTwoCyclesAndKeptAfterAGoodSecond() throws Exception {
    for (LaneChoice lane : List.of(LaneChoice.INLINE, LaneChoice.BATCH)) {
      String name = lane.name().toLowerCase(Locale.ROOT);
      add(name, lane);
      CompletableFuture<Reload> settled = bench.reload(name, second);
      bench.pass(SECOND - 1);
      assertFalse(settled.isDone(), "its first second is not over");
      bench.pass(3);
      assertEquals(ReloadOutcome.KEPT, settled.get().outcome());
      List<Sent> sent = bench.link.to(name);
      assertOneAfterTheOther(sent);
      assertEquals(2, versions(sent).size(), "one bundle, then the other");
      assertTrue(sent.stream().allMatch(command -> command.verdict() == Verdict.PASSED));
      assertEquals(
          "1.1.0",
          bench.fleet.members().stream()
              .filter(member -> member.config().name().equals(name))
              .findFirst()
              .orElseThrow()
              .bundle()
              .manifest()
              .version());
    }
    assertEquals(1, policies.get(0).closed, "closed once the switch was final");
  }

  @Test
  void noCommandMixesTwoBundles() throws Exception {
    script = policy -> policy.constant = policies.size();
    add("a", LaneChoice.INLINE);
    add("b", LaneChoice.INLINE);
    CompletableFuture<Reload> settled = bench.reload("a", second);
    bench.pass(SECOND + 2);
    assertEquals(ReloadOutcome.KEPT, settled.get().outcome());
    List<Sent> sent = bench.link.to("a");
    long old = sent.get(0).bundle();
    for (Sent command : sent) {
      double wish = FlyableBundle.GENTLE * (command.bundle() == old ? 1 : 3);
      assertEquals(wish, command.value(), 1e-9);
    }
    assertNotEquals(old, sent.get(sent.size() - 1).bundle());
    assertEquals(List.of(old), versions(bench.link.to("b")), "another robot's bundle is its own");
  }

  @Test
  void itIsRolledBackWhenItsFirstSecondIsWorse() throws Exception {
    add("a", LaneChoice.BATCH);
    Path wild = FlyableBundle.zip(folder, "2.0.0", FlyableBundle.WILD);
    CompletableFuture<Reload> settled = bench.reload("a", wild);
    bench.pass(SECOND);
    Reload reload = settled.get();
    assertEquals(ReloadOutcome.ROLLED_BACK, reload.outcome());
    assertTrue(reload.sentence().startsWith("sum 2.0.0 was rolled back: "), reload::sentence);
    assertTrue(reload.words().contains("were overridden, which 0 of the last 20"), reload::words);
    List<Sent> sent = bench.link.to("a");
    assertOneAfterTheOther(sent);
    assertEquals(3, versions(sent).size(), "the first bundle flies again");
    assertEquals(sent.get(0).bundle(), sent.get(sent.size() - 1).bundle());
    assertEquals(Verdict.PASSED, sent.get(sent.size() - 1).verdict());
    long wildOnes = sent.stream().filter(c -> c.bundle() != sent.get(0).bundle()).count();
    assertEquals(Trial.allowed(0, SECOND, SECOND) + 1, wildOnes, "not a cycle longer than needed");
    assertEquals("1.0.0", bench.fleet.members().get(0).bundle().manifest().version());
    assertEquals(1, count(ReloadOutcome.ROLLED_BACK));
  }

  @Test
  void itIsRolledBackWhenItsCyclesAreLate() throws Exception {
    RobotConfig usual = config("a", LaneChoice.INLINE);
    bench.add(
        new RobotConfig(
            "a",
            first,
            usual.rateHz(),
            usual.trigger(),
            Optional.of(Duration.ofMillis(5)),
            usual.boundsMargin(),
            usual.sensors(),
            usual.commands(),
            usual.policy(),
            usual.safety()));
    bench.pass(SECOND + 5);
    CompletableFuture<Reload> settled = bench.reload("a", second);
    bench.pass(3);
    policies.get(1).whenAsked = () -> bench.clock.advanceNs(6_000_000);
    bench.pass(SECOND);
    Reload reload = settled.get();
    assertEquals(ReloadOutcome.ROLLED_BACK, reload.outcome());
    assertTrue(reload.words().contains("were late"), reload::words);
  }

  @Test
  void aPolicyThatDoesNotAnswerNeverFlies() throws Exception {
    add("a", LaneChoice.INLINE);
    CompletableFuture<Reload> settled = bench.reload("a", second);
    policies.get(1).failing = true;
    bench.pass(3);
    Reload reload = settled.get();
    assertEquals(ReloadOutcome.ROLLED_BACK, reload.outcome());
    assertTrue(reload.words().contains("the network is gone"), reload::words);
    assertEquals(1, versions(bench.link.to("a")).size());
    assertOneAfterTheOther(bench.link.to("a"));
  }

  @Test
  void onAThreadOfItsOwnItTakesOverWhenItHasAnswered() throws Exception {
    bench.add(config("a", LaneChoice.THREAD));
    passUntil(() -> bench.link.to("a").size() > SECOND + 5);
    CompletableFuture<Reload> settled = bench.reload("a", second);
    long old = last("a").bundle();
    // Time stands still while the other thread gets to it.
    FleetBench.until(
        () -> {
          bench.fleet.tick(bench.clock.nanoTime());
          return bench.fleet.members().get(0).bundle().manifest().version().equals("1.1.0");
        });
    bench.pass(1);
    assertNotEquals(old, last("a").bundle());
    assertEquals(Verdict.PASSED, last("a").verdict(), "its first command is its policy's");
    passUntil(settled::isDone);
  }

  private Sent last(String robot) {
    List<Sent> sent = bench.link.to(robot);
    return sent.get(sent.size() - 1);
  }

  /** The other thread answers when it gets to it. */
  private void passUntil(BooleanSupplier reached) throws InterruptedException {
    for (int i = 0; i < 20_000 && !reached.getAsBoolean(); i++) {
      LockSupport.parkNanos(50_000);
      bench.passNs(FleetBench.TICK_NS);
    }
    assertTrue(reached.getAsBoolean());
  }

  @Test
  void whatIsRefusedChangesNothing() throws Exception {
    add("a", LaneChoice.INLINE);
    Path broken = Files.writeString(folder.resolve("broken.zip"), "no bundle");
    Path slower = FlyableBundle.zip(folder, "3.0.0", FlyableBundle.GENTLE, 0.1);
    assertRefused("broken.zip", broken);
    assertRefused("asks for a cycle of 100.000 ms, and robot a flies one of 50.000 ms", slower);
    assertRefused("does not exist", folder.resolve("nothing.zip"));
    int before = bench.link.to("a").size();
    bench.pass(3);
    assertEquals(before + 3, bench.link.to("a").size());
    assertEquals(1, versions(bench.link.to("a")).size());
    assertEquals(3, count(ReloadOutcome.REFUSED));
  }

  private void assertRefused(String words, Path bundle) throws Exception {
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> bench.reload("a", bundle).get());
    String said = String.valueOf(thrown.getCause());
    assertTrue(said.contains(words), said);
    assertEquals(1, said.lines().count());
  }

  @Test
  void theSameBundleIsNoChange() throws Exception {
    add("a", LaneChoice.INLINE);
    assertEquals(ReloadOutcome.UNCHANGED, bench.reload("a", first).get().outcome());
    assertEquals(1, policies.size());
  }

  @Test
  void oneAtATime() throws Exception {
    add("a", LaneChoice.INLINE);
    CompletableFuture<Reload> settled = bench.reload("a", second);
    bench.pass(2);
    Path third = FlyableBundle.zip(folder, "1.2.0", FlyableBundle.GENTLE);
    ExecutionException thrown =
        assertThrows(
            ExecutionException.class,
            () ->
                bench
                    .fleet
                    .reload("a", third, BundleKeys.none(), bench.assembly)
                    .toCompletableFuture()
                    .get());
    assertTrue(
        String.valueOf(thrown.getCause()).contains("has not flown its last bundle"),
        thrown::toString);
    bench.pass(SECOND + 2);
    assertEquals(ReloadOutcome.KEPT, settled.get().outcome());
  }

  @Test
  void aStopOutlivesTheBundleAndTheOnesBefore() throws Exception {
    FleetMember member = add("a", LaneChoice.INLINE);
    member.loop().safety().stop(bench.clock.nanoTime());
    bench.pass(SECOND);
    CompletableFuture<Reload> settled = bench.reload("a", second);
    bench.pass(SECOND + 2);
    assertEquals(ReloadOutcome.KEPT, settled.get().outcome());
    assertEquals(Verdict.STOPPED, last("a").verdict());
    assertEquals(StopCause.REQUESTED, member.loop().safety().stopCause());
    assertTrue(member.loop().safety().clear(), "an operator may let it go on");
    bench.pass(1);
    assertEquals(Verdict.PASSED, last("a").verdict());
  }

  @Test
  void whoIsSentAwayMeanwhileTakesBothBundlesAlong() throws Exception {
    add("a", LaneChoice.BATCH);
    add("b", LaneChoice.BATCH);
    CompletableFuture<Reload> flying = bench.reload("a", second);
    bench.pass(2);
    bench.fleet.remove("a").toCompletableFuture().get();
    assertEquals(ReloadOutcome.ABANDONED, flying.get().outcome());
    assertEquals(Verdict.STOPPED, last("a").verdict());
    bench.pass(2);
    assertEquals(Verdict.PASSED, last("b").verdict());
    // And an end while one is under way closes both: see close().
    CompletableFuture<Reload> waiting = bench.reload("b", second);
    assertFalse(waiting.isDone());
  }

  @Test
  void aBundleThatIsOverwrittenOnDiskFliesOn() throws Exception {
    Path files = FlyableBundle.write(folder.resolve("files"), "1.0.0", FlyableBundle.GENTLE, 0.05);
    bench.add(FleetBench.config("a", files, LaneChoice.BATCH));
    bench.pass(3);
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(10);
        }
      }
    }
    bench.pass(10);
    assertEquals(Verdict.PASSED, last("a").verdict());
    assertThrows(ExecutionException.class, () -> bench.reload("a", files).get());
    bench.pass(10);
    assertEquals(Verdict.PASSED, last("a").verdict());
    assertEquals(1, versions(bench.link.to("a")).size());
    assertEquals(1, count(ReloadOutcome.REFUSED));
  }

  @Test
  void whatAFirstSecondMayHave() {
    // Nothing in fifty before: one in fifty-two is expected, and three deviations are allowed.
    assertEquals(3, Trial.allowed(0, 50, 50));
    assertEquals(7, Trial.allowed(2, 50, 50));
    // Of many cycles, one in twenty more.
    assertEquals(50, Trial.allowed(0, 1000, 1000));
    assertEquals(150, Trial.allowed(99, 998, 1000));
    // Nothing to compare with: anything but nearly all.
    assertEquals(16, Trial.allowed(0, 0, 20));
    // Who was always overridden cannot become worse.
    assertTrue(Trial.allowed(50, 50, 50) >= 50);
  }

  @Test
  void theLastSecondForgetsWhatWasBefore() {
    RecentCycles recent = new RecentCycles(FleetBench.CYCLE_NS, 10);
    assertEquals(SECOND, recent.size());
    recent.add(Verdict.BACKUP, 11);
    recent.add(Verdict.HELD_STALE_OBSERVATION, 11);
    recent.add(Verdict.HELD_BAD_OBSERVATION, 11);
    recent.add(Verdict.OPERATOR, 10);
    assertEquals(2, recent.cycles());
    assertEquals(1, recent.overrides());
    assertEquals(1, recent.misses());
    for (int i = 0; i < SECOND - 1; i++) {
      recent.add(Verdict.PASSED, 10);
    }
    assertEquals(SECOND, recent.cycles());
    assertEquals(0, recent.overrides());
    assertEquals(0, recent.misses());
  }
}
