package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.Verdict;
import org.junit.jupiter.api.Test;

/** A robot that begins a new life while its controller goes on. */
class StageRestartTest {

  private final MassBetweenWalls mass = new MassBetweenWalls();

  @Test
  void standingElsewhereIsNoMismatch() {
    mass.ladder = mass.ladder.with(MismatchRule.STOP);
    for (double x : new double[] {0, 0.5, -0.5, 0.3, -0.3, 0.2}) {
      mass.stage().restart();
      assertEquals(Verdict.PASSED, mass.decide(x, 0, 0).verdict());
      assertEquals(Mismatch.NONE, mass.stage().monitor().verdict());
    }
  }

  @Test
  void theMonitorForgetsItsHistory() {
    mass.decide(0, 0, 0);
    mass.decide(0.5, 0, 0);
    MismatchMonitor monitor = mass.stage().monitor();
    assertEquals(Mismatch.SUSPECTED, monitor.verdict());
    assertTrue(monitor.exceedance(0) > 1 && monitor.valueExceedance() > 1);
    mass.stage().restart();
    assertEquals(Mismatch.NONE, monitor.verdict());
    assertEquals(0, monitor.exceedance(0));
    assertEquals(0, monitor.valueExceedance());
    mass.decide(0, 0, 0);
    assertEquals(0, monitor.exceedance(0), "there is nothing to compare it with");
  }

  @Test
  void commandsOfTheOldLifeMoveNothing() {
    for (int k = 0; k < 3; k++) {
      mass.decide(0, 0, 1);
    }
    mass.stage().restart();
    mass.nowNs += MassBetweenWalls.HOLD_NS;
    double[] state = {0.5, 0};
    SafeCommand command = mass.stage().decide(mass.nowNs, state, 0.05, new double[] {0}, 1);
    assertEquals(new DoubleIntegratorValue(1, 1, 0.2).value(state), command.valueAtState(), 1e-12);
  }

  @Test
  void beforeTheFirstStateItIsAsAtTheStart() {
    mass.ladder = mass.ladder.withMaxBlind(0.15);
    SafeCommand first = mass.hold(Verdict.HELD_STALE_OBSERVATION);
    double fallback = first.control(0);
    mass.decide(0.3, 0.4, 0);
    mass.stage().restart();
    for (int k = 0; k < 20; k++) {
      SafeCommand command = mass.hold(Verdict.HELD_STALE_OBSERVATION);
      assertEquals(Verdict.HELD_STALE_OBSERVATION, command.verdict());
      assertEquals(fallback, command.control(0));
      assertEquals(Assurance.UNVOUCHED, command.assurance());
      assertEquals(ValueField.OUTSIDE, command.valueAtState(), "of a state that nobody saw");
    }
    assertEquals(Verdict.PASSED, mass.decide(0, 0, 1).verdict());
  }

  @Test
  void aStopStaysAndIsNotClearedByWhatWasSeenBefore() {
    mass.stop();
    mass.decide(0, 0, 1);
    SafetyStage stage = mass.stage();
    stage.restart();
    assertEquals(StopCause.REQUESTED, stage.stopCause());
    assertFalse(stage.clear(), "nothing of the new life was seen");
    assertEquals(Verdict.STOPPED, mass.decide(0, 0, 1).verdict());
    assertTrue(stage.clear());
    assertEquals(Verdict.PASSED, mass.decide(0, 0, 1).verdict());
  }

  @Test
  void countsGoOn() {
    mass.decide(0, 0, 1);
    mass.stage().restart();
    mass.decide(0, 0, 1);
    assertEquals(2, mass.stage().counts().of(Verdict.PASSED));
  }

  @Test
  void newLivesDoNotEndARowOfCommandsThatNothingVouchesFor() {
    mass.ladder = mass.ladder.withMaxUnvouched(2);
    for (int k = 0; k < 3; k++) {
      mass.decide(0.9, 0.9, 1);
      mass.stage().restart();
    }
    assertEquals(StopCause.UNVOUCHED, mass.stage().stopCause());
  }
}
