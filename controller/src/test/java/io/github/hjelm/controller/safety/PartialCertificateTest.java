package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.robot.LinearRobot;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mass between its walls with an arm on it: the certificate is over the mass and moves its
 * motor, the second of two.
 */
class PartialCertificateTest {

  private static final Path BUNDLE = Path.of("some-bundle");

  @TempDir Path temporary;

  private final Robot mass = MassBetweenWalls.robot("double-integrator");
  private final DraftedCertificate draft = new DraftedCertificate();
  private List<Quantity> assumed = List.of();
  private double armOnMass;
  private double armMotorOnMass;
  private double massOnArm = 1;
  private long nowNs = 1;

  /** States arm, position, velocity; controls arm_rate, acceleration. */
  private Robot flown() {
    List<Quantity> states = new ArrayList<>(mass.states());
    states.add(0, Quantity.symmetric("arm", "rad", 2));
    List<Quantity> controls = new ArrayList<>(mass.controls());
    controls.add(0, Quantity.bounded("arm_rate", "rad/s", -3, 0.5));
    return new LinearRobot(
        "mass with an arm",
        states,
        controls,
        mass.disturbances(),
        new double[] {0, 0, massOnArm, 0, 0, 1, armOnMass, 0, 0},
        new double[] {1, 0, 0, 0, armMotorOnMass, 1},
        new double[] {0, 0, 1},
        new double[3]);
  }

  private SafetyStages open() throws Exception {
    CertifiedGames games =
        (problem, parameters, grid, disturbance) -> {
          CertifiedGame game = DraftedCertificate.game(draft.certified);
          return new CertifiedGame(game.robot(), game.clearance(), assumed);
        };
    Path folder = draft.write(temporary.resolve("certificate"));
    LoopTiming timing = new LoopTiming(0.1, 0.02);
    return SafetyStages.open(BUNDLE, Optional.of(folder), flown(), games, timing, false);
  }

  private SafetyStage stage(CandidateRanking ranking) throws Exception {
    LadderSettings ladder = LadderSettings.of(0.1).with(MismatchRule.WARN).withMaxUnvouched(100);
    return open().stage(ranking, ladder);
  }

  private SafeCommand decide(
      SafetyStage stage, double arm, double x, double v, double... candidates) {
    nowNs += 100_000_000;
    return stage.decide(nowNs, new double[] {arm, x, v}, 0, candidates, candidates.length / 2);
  }

  private static void assertSent(double armRate, double acceleration, SafeCommand command) {
    assertEquals(acceleration, command.control(1), 1e-12);
    assertEquals(armRate, command.control(0), 1e-12);
  }

  private void assertRefused(String why) {
    TableRefusal refusal = assertThrows(TableRefusal.class, this::open);
    String sentence = String.valueOf(refusal.getMessage());
    assertTrue(sentence.contains(why), sentence);
  }

  @Test
  void theOtherControlGoesWithItsCandidate() throws Exception {
    SafetyStage stage = stage(CandidateRanking.asProposed());
    SafeCommand command = decide(stage, 0, 0, 0, -2, 0.5);
    assertEquals(Verdict.PASSED, command.verdict());
    assertTrue(command.certified());
    assertSent(-2, 0.5, command);
    // The first pushes towards the wall.
    command = decide(stage, 0, 0.6, 0.6, -2, 1, -1.5, -1);
    assertEquals(1, command.place());
    assertSent(-1.5, -1, command);
  }

  @Test
  void itIsBroughtIntoTheMotorsBox() throws Exception {
    SafeCommand command = decide(stage(CandidateRanking.asProposed()), 0, 0, 0, 0.7, 0.25);
    assertEquals(Verdict.FILTERED, command.verdict());
    assertSent(0.5, 0.25, command);
  }

  @Test
  void anOverrideLeavesItAsTheBestCandidateHadIt() throws Exception {
    SafetyStage stage = stage((x, u) -> u[0]);
    SafeCommand command = decide(stage, 0, 0.8, 0.5, -1, 1, -2, 0.9);
    assertEquals(Verdict.BACKUP, command.verdict());
    assertTrue(command.certified());
    assertSent(-2, -1, command);
  }

  @Test
  void withoutACandidateItFallsBackAsTheRobotDoes() throws Exception {
    SafetyStage stage = stage(CandidateRanking.asProposed());
    decide(stage, 0, 0, 0, -2, 0.5);
    SafeCommand command = decide(stage, 0, 0.8, 0.5);
    assertTrue(command.certified());
    assertSent(0, -1, command);
    decide(stage, 0, 0.8, 0.5, -2, 0.5);
    nowNs += 100_000_000;
    command = stage.hold(nowNs, Verdict.HELD_STALE_OBSERVATION);
    assertEquals(Assurance.PREDICTED, command.assurance());
    assertSent(0, -1, command);
  }

  @Test
  void whereNothingIsKnownAllOfItFallsBack() throws Exception {
    SafetyStage stage = stage(CandidateRanking.asProposed());
    SafeCommand command = decide(stage, 0, 1.3, 0, -2, -1);
    assertEquals(Verdict.HELD_OUTSIDE_TABLE, command.verdict());
    assertSent(0, 0, command);
    // In the table, and nothing keeps it there.
    command = decide(stage, 0, 1.19, 1.45, -2, -1);
    assertEquals(Verdict.HELD_OUTSIDE_TABLE, command.verdict());
    assertSent(0, 0, command);
  }

  @Test
  void aCandidateWhoseOtherControlIsNoNumberIsNone() throws Exception {
    SafetyStage stage = stage(CandidateRanking.asProposed());
    SafeCommand command = decide(stage, 0, 0, 0, Double.NaN, 0.5);
    assertEquals(Verdict.HELD_POLICY_FAULT, command.verdict());
    assertSent(0, 0, command);
  }

  @Test
  void itMayNotMoveWhatIsCertified() {
    armMotorOnMass = 0.01;
    assertRefused("changes its velocity");
  }

  @Test
  void aStateThatMovesNothingMayBeAnywhere() throws Exception {
    SafeCommand command = decide(stage(CandidateRanking.asProposed()), 1e6, 0, 0, -2, 0.5);
    assertEquals(Verdict.PASSED, command.verdict());
  }

  /** A push of 0.3 is certified: the arm adds at most 2 · 0.05 to the 0.2 of the world. */
  private void armPulls() {
    armOnMass = 0.05;
    draft.certified =
        new LinearRobot(
            "double-integrator",
            mass.states(),
            mass.controls(),
            List.of(Quantity.symmetric("push", "m/s²", 0.3)),
            new double[] {0, 1, 0, 0},
            new double[] {0, 1},
            new double[] {0, 1},
            new double[2]);
  }

  @Test
  void aStateThatIsCountedOnHasToBeThere() throws Exception {
    armPulls();
    SafetyStage stage = stage(CandidateRanking.asProposed());
    assertEquals(Verdict.PASSED, decide(stage, 2, 0, 0, -2, 0.5).verdict());
    SafeCommand command = decide(stage, 2.001, 0, 0, -2, 0.5);
    assertEquals(Verdict.HELD_OUTSIDE_TABLE, command.verdict());
    assertEquals(Assurance.UNVOUCHED, command.assurance());
    assertEquals(ValueField.OUTSIDE, command.valueAtState());
    assertSent(0, 0, command);
    assertEquals(Verdict.PASSED, decide(stage, -2, 0, 0, -2, 0.5).verdict());
  }

  @Test
  void withoutAStateItHasToBePredictedThere() throws Exception {
    armPulls();
    SafetyStage stage = stage(CandidateRanking.asProposed());
    decide(stage, -1.95, 0, 0, -2, 0);
    nowNs += 100_000_000;
    assertEquals(Assurance.UNVOUCHED, stage.hold(nowNs, Verdict.HELD_NO_CHUNK).assurance());
  }

  @Test
  void aGameMayCountOnLessThanTheRobotCanDo() throws Exception {
    armPulls();
    armOnMass = 0.1;
    assertRefused("changes its velocity");
    assumed = List.of(Quantity.bounded("arm", "rad", -1, 1));
    temporary = temporary.resolve("again");
    SafetyStage stage = stage(CandidateRanking.asProposed());
    assertEquals(Verdict.PASSED, decide(stage, -1, 0, 0, -2, 0.5).verdict());
    assertEquals(Verdict.HELD_OUTSIDE_TABLE, decide(stage, -1.01, 0, 0, -2, 0.5).verdict());
  }

  @Test
  void whatAGameCountsOnHasToExist() {
    assumed = List.of(Quantity.bounded("leg", "rad", -1, 1));
    assertRefused("counts on the state leg in rad");
    assumed = List.of(Quantity.bounded("arm", "rad", 3, 4));
    temporary = temporary.resolve("again");
    assertRefused("counts on arm in [3.0, 4.0] rad");
  }

  @Test
  void aCertificateThatMovesWhatTheRobotCannotIsRefused() {
    draft.certified =
        new LinearRobot(
            "double-integrator",
            mass.states(),
            List.of(Quantity.symmetric("thrust", "m/s²", 1)),
            mass.disturbances(),
            new double[] {0, 1, 0, 0},
            new double[] {0, 1},
            new double[] {0, 1},
            new double[2]);
    assertRefused("moves the control thrust in m/s²");
  }
}
