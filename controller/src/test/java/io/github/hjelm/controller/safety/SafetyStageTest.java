package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.LinearRobot;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SafetyStageTest {

  private final MassBetweenWalls mass = new MassBetweenWalls();

  @Test
  void oneCommandIsWrittenAnewEachCycle() {
    SafeCommand first = mass.decide(0, 0, 1);
    assertEquals(1, first.control(0));
    assertTrue(first.certified());
    assertSame(first, mass.decide(0.8, 0.5, 1));
    assertEquals(-1, first.control(0));
    assertEquals(Verdict.BACKUP, first.verdict());
    assertEquals(1, mass.stage().counts().of(Verdict.PASSED));
    assertEquals(1, mass.stage().counts().of(Verdict.BACKUP));
  }

  @Test
  void predictsOverTheAgeUnderEveryCommandThatActedMeanwhile() {
    SafetyStage stage = mass.stage();
    long t = mass.nowNs;
    stage.decide(t, new double[] {0, 0}, 0, new double[] {1}, 1);
    stage.decide(t + 20_000_000, new double[] {0, 0.02}, 0, new double[] {-0.5}, 1);
    // Seen 10 ms after the first command: 10 ms of 1, then 30 ms of -0.5.
    SafeCommand now =
        stage.decide(t + 50_000_000, new double[] {0.5, 0.3}, 0.04, new double[] {0}, 1);
    double v = 0.3 + 0.01;
    double x = 0.5 + 0.3 * 0.01 + 0.5 * 0.0001 + v * 0.03 - 0.25 * 0.0009;
    v -= 0.5 * 0.03;
    assertEquals(
        new DoubleIntegratorValue(1, 1, 0.2).value(new double[] {x, v}), now.valueAtState(), 1e-12);
  }

  @Test
  void withoutAStateTheBrakeFollowsThePrediction() {
    mass.decide(0, 0.02, 0.3);
    // 0.1 s under 0.3: it moves with 0.05 m/s, and the brake takes v / 0.1 s.
    SafeCommand command = mass.hold(Verdict.HELD_STALE_OBSERVATION);
    assertEquals(-0.5, command.control(0), 1e-12);
    assertEquals(Assurance.PREDICTED, command.assurance());
    assertFalse(command.certified());
    assertEquals(Verdict.HELD_STALE_OBSERVATION, command.verdict());
    // And then it stands.
    assertEquals(0, mass.hold(Verdict.HELD_STALE_OBSERVATION).control(0), 1e-12);
  }

  @Test
  void aBadStateDoesNotReplaceTheLastGoodOne() {
    mass.decide(0, 0.05, 0);
    assertEquals(-0.5, mass.decide(Double.NaN, 9, 1).control(0), 1e-12);
    mass.nowNs += MassBetweenWalls.HOLD_NS;
    SafeCommand wrong = mass.stage().decide(mass.nowNs, new double[] {1}, 0, new double[1], 1);
    assertEquals(Verdict.HELD_BAD_OBSERVATION, wrong.verdict());
  }

  @Test
  void aStateThatCannotBePredictedDoesNotReplaceItEither() {
    mass.decide(0, 0.05, 0);
    mass.nowNs += MassBetweenWalls.HOLD_NS;
    double[] huge = {Double.MAX_VALUE, Double.MAX_VALUE};
    SafeCommand command = mass.stage().decide(mass.nowNs, huge, 0.05, new double[1], 1);
    assertEquals(Verdict.HELD_BAD_OBSERVATION, command.verdict());
    assertEquals(-0.5, command.control(0), 1e-12);
  }

  @Test
  void blindnessEndsInAStopThatSightAloneDoesNotEnd() {
    mass.ladder = mass.ladder.withMaxBlind(0.25);
    mass.decide(0, 0.05, 0);
    assertEquals(Verdict.HELD_NO_CHUNK, mass.hold(Verdict.HELD_NO_CHUNK).verdict());
    assertEquals(Verdict.HELD_NO_CHUNK, mass.hold(Verdict.HELD_NO_CHUNK).verdict());
    assertEquals(Verdict.STOPPED, mass.hold(Verdict.HELD_NO_CHUNK).verdict());
    assertEquals(StopCause.BLIND, mass.stage().stopCause());
    assertFalse(mass.stage().clear(), "it is still blind");
    SafeCommand seen = mass.decide(0, 0, 1);
    assertEquals(Verdict.STOPPED, seen.verdict());
    assertEquals(StopCause.BLIND, seen.stopCause());
    assertTrue(mass.stage().clear());
    assertNull(mass.stage().stopCause());
    assertEquals(Verdict.PASSED, mass.decide(0, 0, 1).verdict());
  }

  @Test
  void aClockThatRunsBackwardsIsBlindness() {
    mass.decide(0, 0, 0);
    mass.nowNs -= 10 * MassBetweenWalls.HOLD_NS;
    assertEquals(Verdict.STOPPED, mass.hold(Verdict.HELD_CYCLE_FAULT).verdict());
  }

  @Test
  void beforeTheFirstStateThereIsNoStop() {
    for (int k = 0; k < 100; k++) {
      SafeCommand command = mass.hold(Verdict.HELD_STALE_OBSERVATION);
      assertEquals(Verdict.HELD_STALE_OBSERVATION, command.verdict());
      assertEquals(Assurance.UNVOUCHED, command.assurance());
    }
    assertEquals(Verdict.PASSED, mass.decide(0, 0, 1).verdict());
  }

  @Test
  void commandsThatNothingVouchesForEndInAStop() {
    mass.ladder = mass.ladder.withMaxUnvouched(2);
    assertEquals(Verdict.BACKUP, mass.decide(0.9, 0.9, 1).verdict());
    assertEquals(Verdict.BACKUP, mass.decide(0.9, 0.9, 1).verdict());
    assertEquals(Verdict.STOPPED, mass.decide(0.9, 0.9, 1).verdict());
    assertEquals(StopCause.UNVOUCHED, mass.stage().stopCause());
    assertFalse(mass.stage().clear(), "nothing vouches for the brake either");
    mass.decide(0, 0, 1);
    assertTrue(mass.stage().clear());
    // The count begins anew.
    assertEquals(Verdict.BACKUP, mass.decide(0.9, 0.9, 1).verdict());
  }

  @Test
  void whoIsStoppedFollowsTheRobotsOwnFallback() {
    mass.ladder = mass.ladder.withMaxUnvouched(1);
    // Beyond the wall the corner that leaves most pushes back, the fallback stands.
    assertEquals(-1, mass.decide(1.05, 0, 1).control(0));
    assertEquals(0, mass.decide(1.05, 0, 1).control(0), 1e-12);
    assertEquals(0, mass.decide(1.05, 0, 1).control(0), 1e-12);
  }

  @Test
  void oneCertifiedCommandEndsTheRow() {
    mass.ladder = mass.ladder.withMaxUnvouched(2);
    for (int k = 0; k < 5; k++) {
      assertEquals(Verdict.BACKUP, mass.decide(0.9, 0.9, 1).verdict());
      assertEquals(Verdict.BACKUP, mass.decide(0.9, 0.9, 1).verdict());
      assertEquals(Verdict.PASSED, mass.decide(0, 0, 1).verdict());
    }
  }

  @Test
  void aRequestIsLatchedWhileItIsMade() {
    mass.decide(0, 0.05, 1);
    SafeCommand stopped = mass.stop();
    assertEquals(Verdict.STOPPED, stopped.verdict());
    assertEquals(StopCause.REQUESTED, stopped.stopCause());
    assertEquals(-1, stopped.control(0), "0.15 m/s by now, braked");
    assertFalse(mass.stage().clear());
    assertEquals(Verdict.STOPPED, mass.decide(0, 0, 1).verdict());
    mass.stop();
    assertFalse(mass.stage().clear(), "asked for again");
    mass.decide(0, 0, 1);
    assertTrue(mass.stage().clear());
    assertTrue(mass.stage().clear(), "there is nothing to clear");
  }

  @Test
  void aMismatchStopsOrWarns() {
    mass.ladder = mass.ladder.with(MismatchRule.STOP);
    MassBetweenWalls warned = new MassBetweenWalls();
    for (int k = 0; k < 4; k++) {
      mass.decide(0.1 * k, 0, 0);
      warned.decide(0.1 * k, 0, 0);
    }
    assertEquals(Mismatch.MODEL_MISMATCH, warned.stage().monitor().verdict());
    assertNull(warned.stage().stopCause());
    assertEquals(StopCause.MODEL_MISMATCH, mass.stage().stopCause());
    mass.decide(0.3, 0, 0);
    assertFalse(mass.stage().clear(), "it was too recent");
    for (int k = 0; k < 20; k++) {
      mass.decide(0.3, 0, 0);
    }
    assertTrue(mass.stage().clear());
  }

  @Test
  void theFirstCauseIsTheOneThatIsShown() {
    mass.ladder = mass.ladder.withMaxBlind(0);
    mass.decide(0, 0, 0);
    mass.stop();
    assertEquals(StopCause.REQUESTED, mass.hold(Verdict.HELD_NO_CHUNK).stopCause());
  }

  @Test
  void whatThrowsIsAFaultAndOneCommand() {
    mass.ranking =
        (x, u) -> {
          throw new IllegalStateException("a broken task");
        };
    mass.ladder = mass.ladder.withMaxUnvouched(2);
    SafeCommand command = mass.decide(0, 0.05, 1, 0.5);
    assertEquals(Verdict.HELD_CYCLE_FAULT, command.verdict());
    assertEquals(-0.5, command.control(0), 1e-12);
    assertEquals(ValueField.OUTSIDE, command.valueAtState());
    assertEquals(1, mass.stage().faults());
    RuntimeException fault = mass.stage().lastFault();
    assertEquals("a broken task", fault == null ? "none" : fault.getMessage());
  }

  @Test
  void faultsInARowEndInAStop() {
    mass.ranking =
        (x, u) -> {
          throw new IllegalStateException("a broken task");
        };
    mass.ladder = mass.ladder.withMaxUnvouched(2);
    mass.decide(0, 0, 1, 0.5);
    mass.decide(0, 0, 1, 0.5);
    assertEquals(Verdict.STOPPED, mass.decide(0, 0, 1, 0.5).verdict());
  }

  @Test
  void aHoldNeverClaimsMoreThanThatItHolds() {
    mass.decide(0, 0, 0);
    for (Verdict reason : Verdict.values()) {
      boolean holds = reason.name().startsWith("HELD_");
      Verdict expected = holds ? reason : Verdict.HELD_CYCLE_FAULT;
      MassBetweenWalls fresh = new MassBetweenWalls();
      assertEquals(expected, fresh.hold(reason).verdict());
    }
  }

  @Test
  void fewerCandidatesThanAnnouncedAreNoFault() {
    mass.nowNs += 1;
    SafetyStage stage = mass.stage();
    double[] one = {0.5};
    assertEquals(Verdict.PASSED, stage.decide(1, new double[2], 0, one, 7).verdict());
    assertEquals(Verdict.HELD_NO_CHUNK, stage.decide(2, new double[2], 0, one, -1).verdict());
    assertEquals(0, stage.faults());
  }

  @Test
  void aCertificateOverSomeStatesSeesThoseAndRanksByAll() {
    // The pole of this cart is nobody's business but the ranking's.
    Robot cart = MassBetweenWalls.robot("cartpole");
    Robot rail =
        new LinearRobot(
            "rail",
            List.of(cart.states().get(0), cart.states().get(1)),
            cart.controls(),
            List.of(),
            new double[] {0, 1, 0, 0},
            new double[] {0, 1},
            new double[0],
            new double[2]);
    double[] ranked = new double[4];
    SafetyStage stage =
        SafetyStage.certified(
            cart,
            CertifiedView.of(cart, rail, 1),
            Certificate.of(new DoubleIntegratorValue(2, 1, 0.2)),
            (x, u) -> {
              System.arraycopy(x, 0, ranked, 0, 4);
              return u[0];
            },
            mass.filter,
            mass.ladder);
    double[] state = {0.5, 0.1, 3, 0.7};
    SafeCommand command = stage.decide(5, state, 0, new double[] {0.2, -0.2}, 2);
    assertEquals(-0.2, command.control(0), 0);
    assertEquals(0.7, ranked[3], 0);
    assertEquals(new DoubleIntegratorValue(2, 1, 0.2).value(state), command.valueAtState(), 1e-12);
  }

  @Test
  void aCertificateThatKnowsNoBrakeUsesTheRobotsOwn() {
    Robot cart = MassBetweenWalls.robot("cartpole");
    Robot rail =
        new LinearRobot(
            "rail",
            List.of(cart.states().get(0), cart.states().get(1)),
            List.of(Quantity.symmetric("force", "N", 2)),
            List.of(),
            new double[] {0, 1, 0, 0},
            new double[] {0, 1},
            new double[0],
            new double[2]);
    SafetyStage stage =
        SafetyStage.certified(
            cart,
            CertifiedView.of(cart, rail, 1),
            Certificate.of(new DoubleIntegratorValue(2, 1, 0.2)),
            CandidateRanking.asProposed(),
            mass.filter,
            mass.ladder);
    double[] u = new double[1];
    for (double v : new double[] {0.1, -0.15, 1}) {
      double[] state = {0, v, 3, 0};
      SafeCommand command = stage.hold((long) (v * 1e9), state, 0, Verdict.HELD_NO_CHUNK);
      cart.fallback(state, u);
      assertEquals(Math.max(-2, Math.min(2, u[0])), command.control(0), 1e-12, "at " + v);
      assertTrue(command.certified());
    }
  }

  @Test
  void refusesSettingsThatNeverStop() {
    assertThrows(IllegalArgumentException.class, () -> mass.ladder.withMaxBlind(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> mass.ladder.withMaxUnvouched(-1));
    assertThrows(
        IllegalArgumentException.class,
        () -> SafetyStage.uncertified(mass.robot, mass.ranking, 1, Double.NaN, mass.ladder));
  }
}
