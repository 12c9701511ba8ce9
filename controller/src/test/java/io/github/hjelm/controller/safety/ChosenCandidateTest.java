package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.frame.Verdict;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a command says of the candidates: offered in one order, looked at in another. */
class ChosenCandidateTest {

  private final MassBetweenWalls mass = new MassBetweenWalls();

  private static void assertChosen(int place, long refused, SafeCommand command) {
    assertEquals(place, command.place());
    assertEquals(Long.toBinaryString(refused), Long.toBinaryString(command.refused()));
  }

  @Test
  void countsAsTheyWereOffered() {
    mass.ranking = (x, u) -> -u[0];
    // Liked best first: 1, 0.9, -1. What is not a number is looked at by nobody.
    SafeCommand command = mass.decide(0.6, 0.8, -1, Double.NaN, 0.9, 1);
    assertEquals(-1, command.control(0));
    assertChosen(0, 0b1100, command);
  }

  @Test
  void whoeverComesAfterTheChosenOneIsNotMarked() {
    assertChosen(1, 0b001, mass.decide(0.6, 0.8, 1, -1, 1));
    assertChosen(0, 0, mass.decide(0, 0, 1, 1, 1));
  }

  @Test
  void oneThatWasBroughtIntoTheBoxIsChosenToo() {
    SafeCommand command = mass.decide(0, 0, Double.NaN, 3);
    assertEquals(Rung.CLIPPED_CANDIDATE, command.rung());
    assertChosen(1, 0, command);
  }

  @Test
  void anOverrideIsNobodysProposal() {
    SafeCommand command = mass.decide(0.8, 0.5, 1, 0.9);
    assertEquals(Verdict.BACKUP, command.verdict());
    assertChosen(RankedCandidates.NONE, 0b11, command);
  }

  @Test
  void thoseBeyondTheBitsAreChosenButNotMarked() {
    FilterSettings few = mass.filter;
    mass.filter =
        new FilterSettings(
            few.holdS(),
            few.maxDelayS(),
            few.margins(),
            few.decayRatePerS(),
            few.overrideRule(),
            70);
    mass.ranking = (x, u) -> -u[0];
    double[] candidates = new double[67];
    Arrays.fill(candidates, -1);
    // Liked best, and refused: one with a bit and two without.
    candidates[63] = 1;
    candidates[64] = 1;
    candidates[65] = 1;
    assertChosen(0, 1L << 63, mass.decide(0.6, 0.8, candidates));
    Arrays.fill(candidates, 1);
    candidates[66] = -1;
    assertChosen(66, -1L, mass.decide(0.6, 0.8, candidates));
  }

  @Test
  void nothingIsKeptFromTheCycleBefore() {
    mass.decide(0.6, 0.8, 1, -1);
    assertChosen(RankedCandidates.NONE, 0, mass.hold(Verdict.HELD_NO_CHUNK));
    mass.decide(0.6, 0.8, 1, -1);
    assertChosen(RankedCandidates.NONE, 0, mass.decide(0.6, 0.8));
    mass.decide(0.6, 0.8, 1, -1);
    assertChosen(RankedCandidates.NONE, 0, mass.decide(Double.NaN, 0.8, 1, -1));
    mass.decide(0.6, 0.8, 1, -1);
    mass.stop();
    assertChosen(RankedCandidates.NONE, 0, mass.decide(0.6, 0.8, 1, -1));
  }

  @Test
  void theCycleThatStopsSendsNoCandidate() {
    mass.ladder = mass.ladder.withMaxUnvouched(0);
    SafeCommand command = mass.decide(0.9, 0.9, 1, -1);
    assertEquals(Verdict.STOPPED, command.verdict());
    assertChosen(RankedCandidates.NONE, 0b11, command);
  }

  @Test
  void aFaultChoosesNothing() {
    boolean[] isBroken = {false};
    mass.ranking =
        (x, u) -> {
          if (isBroken[0]) {
            throw new IllegalStateException("a broken task");
          }
          return 0;
        };
    assertChosen(1, 0b01, mass.decide(0.6, 0.8, 1, -1));
    isBroken[0] = true;
    assertChosen(RankedCandidates.NONE, 0, mass.decide(0.6, 0.8, 1, -1));
  }

  @Test
  void withoutACertificateTheLikedOneIsChosenAndNoneRefused() {
    mass.isUncertified = true;
    mass.ranking = (x, u) -> -u[0];
    assertChosen(2, 0, mass.decide(0.6, 0.8, -1, Double.NaN, 7));
    assertChosen(RankedCandidates.NONE, 0, mass.hold(Verdict.HELD_NO_CHUNK));
    mass.decide(0.6, 0.8, 1);
    assertChosen(RankedCandidates.NONE, 0, mass.decide(0.6, 0.8));
  }
}
