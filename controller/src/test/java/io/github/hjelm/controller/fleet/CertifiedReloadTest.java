package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.DraftedBundle;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.HandLink.Sent;
import io.github.hjelm.controller.health.ReloadOutcome;
import io.github.hjelm.controller.safety.DraftedCertificate;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another certified bundle for a mass in flight between its walls. Both wish the same of their
 * network; what one of them makes of it drives the mass at the wall, which the certificate forbids
 * and the control box does not.
 */
class CertifiedReloadTest {

  /** Cycles in the second that a bundle is compared in. */
  private static final int SECOND = 20;

  private static final double CALM = 0.01;
  private static final double RASH = 0.9;
  private static final double WALL = 1;

  private final FleetBench bench =
      new FleetBench(
          new DraftedCertificate().games(),
          policy -> {
            WatchedPolicy watched = new WatchedPolicy(policy);
            watched.constant = 1;
            return watched;
          });
  private final FleetBench.Mass mass = new FleetBench.Mass();
  private final Path folder;
  private FleetMember member;
  private long first;

  CertifiedReloadTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void fly() throws Exception {
    mass.position = 0.8;
    bench.moving.put("a", mass);
    RobotConfig config = FleetBench.config("a", bundle("1.0.0", CALM), LaneChoice.INLINE);
    member = bench.add(config.with(config.safety().withUncertified(false)));
    bench.pass(SECOND + 5);
    first = sent().get(0).bundle();
    assertTrue(member.safety().certificate().isPresent());
    assertTrue(sent().stream().allMatch(command -> command.verdict() == Verdict.PASSED));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Path bundle(String version, double actionScale) throws Exception {
    DraftedBundle draft = new DraftedBundle();
    draft.version = version;
    draft.actionScale = actionScale;
    draft.certificate = new DraftedCertificate();
    return draft.zip(folder);
  }

  private List<Sent> sent() {
    return bench.link.to("a");
  }

  private static boolean isOverridden(Sent command) {
    return command.verdict() != Verdict.PASSED;
  }

  /** What a bundle's policy wishes is sent under that bundle's version, and only then. */
  private void assertNoneIsMixed(double scaleOfTheOther) {
    List<Sent> sent = sent();
    for (int i = 0; i < sent.size(); i++) {
      Sent command = sent.get(i);
      double wish = command.bundle() == first ? CALM : scaleOfTheOther;
      assertEquals(isOverridden(command), Math.abs(command.value() - wish) > 1e-9, "cycle " + i);
      if (i > 0) {
        assertEquals(sent.get(i - 1).sequence() + 1, command.sequence());
      }
    }
  }

  private long switches() {
    List<Sent> sent = sent();
    long switches = 0;
    for (int i = 1; i < sent.size(); i++) {
      switches += sent.get(i).bundle() == sent.get(i - 1).bundle() ? 0 : 1;
    }
    return switches;
  }

  @Test
  void oneThatItsCertificateOverridesIsRolledBack() throws Exception {
    CompletableFuture<Reload> settled = bench.reload("a", bundle("2.0.0", RASH));
    double farthest = 0;
    for (int cycle = 0; cycle < 2 * SECOND; cycle++) {
      bench.pass(1);
      farthest = Math.max(farthest, mass.position);
    }
    Reload reload = settled.get();
    assertEquals(ReloadOutcome.ROLLED_BACK, reload.outcome());
    assertTrue(
        reload.words().contains("commands were overridden, which 0 of the last 20"), reload::words);
    assertEquals(2, switches(), "there and back");
    List<Sent> rash = sent().stream().filter(command -> command.bundle() != first).toList();
    assertFalse(isOverridden(rash.get(0)), "it began within what is certified");
    assertEquals(
        Trial.allowed(0, SECOND, SECOND) + 1,
        rash.stream().filter(CertifiedReloadTest::isOverridden).count(),
        "not an override longer than needed");
    assertNoneIsMixed(RASH);
    assertTrue(farthest < WALL, "it came as far as " + farthest);
    assertEquals(first, sent().get(sent().size() - 1).bundle());
    assertEquals("1.0.0", bench.fleet.members().get(0).bundle().manifest().version());
    assertEquals(1, member.vitals().reloads().of(ReloadOutcome.ROLLED_BACK));
  }

  @Test
  void oneThatIsFineStays() throws Exception {
    double calmer = CALM / 2;
    CompletableFuture<Reload> settled = bench.reload("a", bundle("1.1.0", calmer));
    bench.pass(SECOND - 1);
    assertFalse(settled.isDone(), "its first second is not over");
    bench.pass(3);
    assertEquals(ReloadOutcome.KEPT, settled.get().outcome());
    assertEquals(1, switches());
    assertNoneIsMixed(calmer);
    assertTrue(sent().stream().noneMatch(CertifiedReloadTest::isOverridden));
    FleetMember now = bench.fleet.members().get(0);
    assertEquals("1.1.0", now.bundle().manifest().version());
    assertTrue(now.safety().certificate().isPresent());
  }
}
