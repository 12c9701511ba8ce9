package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetyStagesTest {

  private static final LoopTiming TIMING = new LoopTiming(0.05, 0.02);
  private static final Path BUNDLE = Path.of("some-bundle.zip");

  @TempDir Path temporary;

  private final DraftedCertificate draft = new DraftedCertificate();
  private Robot flown = MassBetweenWalls.robot("double-integrator");

  private Path written() throws Exception {
    return draft.write(temporary.resolve("certificate"));
  }

  private SafetyStages open(Path folder, LoopTiming timing, boolean mayBeUncertified)
      throws TableRefusal {
    return SafetyStages.open(
        BUNDLE, Optional.of(folder), flown, draft.games(), timing, mayBeUncertified);
  }

  private SafetyStages openWithout(boolean mayBeUncertified) throws TableRefusal {
    return SafetyStages.open(
        BUNDLE, Optional.empty(), flown, draft.games(), TIMING, mayBeUncertified);
  }

  private static void assertSentence(String why, TableRefusal refusal) {
    String sentence = String.valueOf(refusal.getMessage());
    assertTrue(sentence.startsWith(BUNDLE.toString()), sentence);
    assertTrue(sentence.contains(why), sentence);
    assertTrue(!sentence.contains("\n"), sentence);
  }

  private static SafetyStage stage(SafetyStages stages) {
    return stages.stage(CandidateRanking.asProposed(), stages.usualLadder());
  }

  private static SafeCommand decide(SafetyStage stage, long nowNs, double x, double wish) {
    return stage.decide(nowNs, new double[] {x, 0}, 0, new double[] {wish}, 1);
  }

  @Test
  void aCertificateThatFitsVouches() throws Exception {
    SafetyStages stages = open(written(), TIMING, false);
    SafeCommand command = decide(stage(stages), 1, 0, 0.5);
    assertTrue(command.certified());
    assertEquals(0.5, command.control(0));
    assertEquals(0.1, stages.certificate().orElseThrow().folder().terms().holdS());
    assertEquals(0.95, command.valueAtState(), 0.06);
  }

  @Test
  void itIsUsedEvenByThoseWhoWouldGoWithout() throws Exception {
    assertTrue(decide(stage(open(written(), TIMING, true)), 1, 0, 0.5).certified());
  }

  @Test
  void withoutOneItRunsOnlyForThoseWhoAskedForThat() throws Exception {
    assertSentence("--uncertified", assertThrows(TableRefusal.class, () -> openWithout(false)));
    SafetyStages stages = openWithout(true);
    assertTrue(stages.certificate().isEmpty());
    SafeCommand command = decide(stage(stages), 1, 0, 0.5);
    assertEquals(Assurance.NO_CERTIFICATE, command.assurance());
    assertEquals(
        Verdict.HELD_STALE_OBSERVATION,
        stage(stages).decide(1, new double[2], 0.021, new double[1], 1).verdict());
  }

  @Test
  void oneThatDoesNotFitIsRefusedWhateverWasAskedFor() throws Exception {
    Path folder = written();
    for (boolean mayBeUncertified : new boolean[] {false, true}) {
      flown = RobotCatalog.create("double-integrator", Map.of("max_acceleration", 0.5));
      assertSentence(
          "it counts on acceleration",
          assertThrows(TableRefusal.class, () -> open(folder, TIMING, mayBeUncertified)));
      flown = draft.certified;
      assertSentence(
          "held for 0.1 s at most, the loop holds them for 0.2 s",
          assertThrows(
              TableRefusal.class, () -> open(folder, new LoopTiming(0.2, 0), mayBeUncertified)));
      assertSentence(
          "0.02 s old at most, the loop acts on such of 0.03 s",
          assertThrows(
              TableRefusal.class, () -> open(folder, new LoopTiming(0.1, 0.03), mayBeUncertified)));
    }
  }

  @Test
  void oneThatIsDamagedIsRefusedWhateverWasAskedFor() throws Exception {
    Path folder = written();
    Files.delete(folder.resolve("certificate.json"));
    assertSentence(
        "certificate.json", assertThrows(TableRefusal.class, () -> open(folder, TIMING, true)));
  }

  @Test
  void whatOnlyAStageFindsOutIsFoundOutAtTheStart() throws Exception {
    // As old as it is allowed to be, and by rounding older than the hold.
    draft.promise.put("delay", 0.1);
    Path folder = written();
    LoopTiming timing = new LoopTiming(0.1, 0.1 * (1 + 1e-10));
    assertSentence("delay", assertThrows(TableRefusal.class, () -> open(folder, timing, false)));
  }

  @Test
  void robotsOfAFleetDoNotDisturbEachOther() throws Exception {
    Path folder = written();
    SafetyStages stages = open(folder, TIMING, false);
    SafetyStage alone = stage(stages);
    SafetyStage one = stage(stages);
    SafetyStage other = stage(stages);
    assertNotSame(one, other);
    for (int k = 1; k <= 50; k++) {
      long nowNs = k * 50_000_000L;
      double x = 0.01 * k;
      double expected = decide(alone, nowNs, x, 1).control(0);
      double actual = decide(one, nowNs, x, 1).control(0);
      decide(other, nowNs, -x, -1);
      assertEquals(expected, actual, "cycle " + k);
    }
    assertEquals(alone.counts().of(Verdict.PASSED), one.counts().of(Verdict.PASSED));
    assertTrue(one.counts().of(Verdict.STOPPED) > 0, "nothing moves so: " + one.counts());
    assertEquals(0, one.faults());
  }

  @Test
  void whatWasOpenedFliesOnWhenTheFolderIsGone() throws Exception {
    Path folder = written();
    SafetyStages stages = open(folder, TIMING, false);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertTrue(decide(stage(stages), 1, 0, 0.5).certified());
  }

  @Test
  void errorsThatWerePromisedRaiseNoAlarm() throws Exception {
    draft.promise.put("error", List.of(0.02, 0.01));
    SafetyStages stages = open(written(), TIMING, false);
    MonitorSettings monitor = stages.usualLadder().monitor();
    assertEquals(List.of(0.02, 0.01), monitor.errors());
    assertEquals(MonitorSettings.of(0.1).timingErrorS(), monitor.timingErrorS());
  }
}
