package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.sensors.robot.LinearRobot;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drafted certificate, spoiled in every way. */
class CertificateFitTest {

  @TempDir Path temporary;

  private final Robot mass = MassBetweenWalls.robot("double-integrator");
  private final DraftedCertificate draft = new DraftedCertificate();
  private int drafts;

  private CertificateFolder written() throws Exception {
    drafts++;
    return CertificateFolder.read(draft.write(temporary.resolve("certificate" + drafts)));
  }

  private static CertifiedGame game(Robot robot) {
    return DraftedCertificate.game(robot);
  }

  private static Robot mass(String parameter, double value) throws Exception {
    return RobotCatalog.create("double-integrator", Map.of(parameter, value));
  }

  private void assertRefused(String why, CertifiedGame game, Robot flown) throws Exception {
    CertificateFolder folder = written();
    TableRefusal refusal =
        assertThrows(TableRefusal.class, () -> CertificateFit.require(folder, game, flown));
    String sentence = String.valueOf(refusal.getMessage());
    assertTrue(sentence.contains(why), sentence);
    assertTrue(sentence.contains(folder.folder().toString()), sentence);
    assertTrue(!sentence.contains("\n"), sentence);
  }

  private void assertUnreadable(String why) {
    TableRefusal refusal = assertThrows(TableRefusal.class, this::written);
    String sentence = String.valueOf(refusal.getMessage());
    assertTrue(sentence.contains(why), sentence);
  }

  @Test
  void whatBelongsTogetherFlies() throws Exception {
    CertificateFolder folder = written();
    assertTrue(CertificateFolder.isIn(folder.folder()));
    CertifiedGame game =
        folder.game(
            (problem, parameters, grid, disturbance) -> {
              assertEquals("walls", problem);
              assertEquals(Map.of("wall", 1.0), parameters);
              assertEquals(1, disturbance);
              assertEquals(draft.axes, grid.axes());
              return game(mass);
            });
    CertifiedView view = CertificateFit.require(folder, game, mass);
    CertificateFit.requireTiming(folder.terms(), new LoopTiming(0.1, 0.02));
    SafetyStage stage =
        SafetyStage.certified(
            mass,
            view,
            folder.certificate(game),
            CandidateRanking.asProposed(),
            folder.settings(0.02),
            LadderSettings.of(0.1));
    SafeCommand command = stage.decide(1, new double[] {0.05, 0}, 0, new double[] {0.5}, 1);
    assertEquals(0.5, command.control(0));
    assertEquals(0.95, command.valueAtState(), 0.05);
    assertEquals(command.valueAtState() - 0.03, command.reserve(), 1e-12);
  }

  @Test
  void strongerMotorsAreWelcomeAndWeakerAreNot() throws Exception {
    Robot strong = mass("max_acceleration", 1.5);
    CertifiedView view = CertificateFit.require(written(), game(mass), strong);
    assertEquals(1, view.robot().controls().get(0).upper());
    assertRefused(
        "it counts on acceleration in [-1.0, 1.0]", game(mass), mass("max_acceleration", 0.9));
  }

  @Test
  void aWorldThatPushesHarderIsRefused() throws Exception {
    assertRefused("changes its velocity", game(mass), mass("max_disturbance", 0.3));
  }

  @Test
  void aShareOfTheDisturbanceIsEnoughWhereThatWasPromised() throws Exception {
    draft.promise.put("disturbance", 0.5);
    draft.certified = mass("max_disturbance", 0.1);
    CertifiedView view = CertificateFit.require(written(), game(draft.certified), mass);
    assertEquals(0.5, view.disturbanceScale());
  }

  @Test
  void anotherRobotIsRefused() throws Exception {
    assertRefused("over the state position in m", game(mass), MassBetweenWalls.robot("dubins"));
  }

  @Test
  void aRobotOfTheSameNamesThatMovesOtherwiseIsRefused() throws Exception {
    Robot sluggish =
        new LinearRobot(
            "double-integrator",
            mass.states(),
            mass.controls(),
            mass.disturbances(),
            new double[] {0, 1, 0, -0.5},
            new double[] {0, 1},
            new double[] {0, 1},
            new double[2]);
    assertRefused("changes its velocity", game(mass), sluggish);
  }

  @Test
  void aProblemThatIsAboutAnotherRobotIsRefused() throws Exception {
    assertRefused("its problem is about 'dubins'", game(MassBetweenWalls.robot("dubins")), mass);
  }

  @Test
  void aProblemWithOtherBoundsIsRefused() throws Exception {
    Robot other = mass("max_acceleration", 1.1);
    assertRefused("its control acceleration is in", game(other), other);
  }

  @Test
  void aProblemWithOtherDisturbancesIsRefused() throws Exception {
    Robot other = mass("max_disturbance", 0.1);
    assertRefused("its disturbance push is in", game(other), other);
  }

  @Test
  void aTableOverOtherStatesIsRefused() throws Exception {
    draft.axes = List.of(draft.axes.get(1), draft.axes.get(0));
    assertRefused("axis 0 of its table is velocity", game(mass), mass);
  }

  @Test
  void aTableThatGoesAroundWhereTheStateDoesNotIsRefused() throws Exception {
    draft.axes = List.of(draft.axes.get(0), new GridAxis("velocity", "m/s", -1.5, 1.5, 24, true));
    assertRefused("axis 1 of its table is velocity", game(mass), mass);
  }

  @Test
  void aCertificateOverSomeStatesCountsTheOthersAsDisturbance() throws Exception {
    Robot cart = MassBetweenWalls.robot("cartpole");
    List<Quantity> two = List.of(cart.states().get(0), cart.states().get(1));
    // The bounds of CartpoleRail in model-export, worked out there; much less is too little.
    double pull = 6.045045454545455;
    for (double share : new double[] {1, 0.7}) {
      draft.certified =
          new LinearRobot(
              "rail",
              List.of(Quantity.unbounded("position", "m"), Quantity.unbounded("velocity", "m/s")),
              cart.controls(),
              List.of(Quantity.symmetric("pull", "m/s²", share * pull)),
              new double[] {0, 1, 0, 0},
              new double[] {0, 0.5 * (1 + 1 / 1.1)},
              new double[] {0, 1},
              new double[2]);
      if (share == 1) {
        CertifiedView view = CertificateFit.require(written(), game(draft.certified), cart);
        assertEquals(two.size(), view.robot().states().size());
      } else {
        assertRefused("the robot cartpole changes its velocity", game(draft.certified), cart);
      }
    }
  }

  @Test
  void aLoopThatHoldsLongerOrSeesLaterIsRefused() throws Exception {
    CertificateTerms terms = written().terms();
    CertificateFit.requireTiming(terms, new LoopTiming(0.001, 0));
    for (double[] one : new double[][] {{0.11, 0}, {0.1, 0.021}}) {
      LoopTiming timing = new LoopTiming(one[0], one[1]);
      assertThrows(TableRefusal.class, () -> CertificateFit.requireTiming(terms, timing));
    }
  }

  @Test
  void aLoopOfNoKnownTimingIsNone() {
    double[][] all = {{0, 0}, {Double.NaN, 0}, {1 / 0.0, 0}, {0.1, Double.NaN}, {0.1, -1e-9}};
    for (double[] one : all) {
      assertThrows(IllegalArgumentException.class, () -> new LoopTiming(one[0], one[1]));
    }
  }

  @Test
  void descriptionsThatContradictThemselvesAreNotRead() {
    draft.fields.put("level", 0.02);
    assertUnreadable("has the level 0.02");
  }

  @Test
  void descriptionsThatLeaveSomethingOutAreNotRead() {
    draft.promise.remove("hold");
    assertUnreadable("has no number 'hold'");
  }

  @Test
  void descriptionsThatPromiseNothingAreNotRead() {
    draft.promise.put("hold", -0.1);
    assertUnreadable("holds controls for -0.1 s");
  }

  @Test
  void actionsForOtherControlsAreNotRead() {
    draft.actionsPerNode = 2;
    assertUnreadable("keeps actions in the shape [25, 25, 2]");
  }

  @Test
  void descriptionsOfAnotherTypeAreNotRead() {
    draft.fields.put("solve", Map.of("cap", "much"));
    assertUnreadable("has no number 'cap'");
  }
}
