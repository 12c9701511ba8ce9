package io.github.hjelm.controller.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.DraftedBundle;
import io.github.hjelm.controller.config.ConfigPlaces;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.policy.tensorflow.SumPolicy;
import io.github.hjelm.controller.safety.DraftedCertificate;
import io.github.hjelm.sensors.robot.LinearRobot;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong with a configuration and comes to light only beside an open bundle: one sentence
 * with the file, the line and the key that is to blame.
 */
class PlacedRefusalTest {

  /** Lines of the file before the second robot's bundle, which is the one that is spoiled. */
  private static final String HEAD =
      """
      broker:
        uri: tcp://127.0.0.1:1883
      robots:
        - name: fine
          bundle: 1.0.0.zip
          safety: {uncertified: true}
        - name: spoilt
      """;

  private static final String BUNDLE = "line 8: 'robots[1].bundle' cannot be used: ";

  private final DraftedBundle draft = new DraftedBundle();
  private final DraftedCertificate certificate = new DraftedCertificate();
  private final FleetBench bench = new FleetBench(certificate.games(), policy -> policy);
  private final Path folder;
  private boolean mayBeUncertified = true;

  PlacedRefusalTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /** The second robot is refused with a sentence that begins and goes on so. */
  private void assertRefused(String begin, String goesOn, String... lines) throws Exception {
    ControllerConfig config = read(lines);
    FleetRefusal thrown =
        assertThrows(FleetRefusal.class, () -> bench.assemble(config.robots().get(1)));
    assertSentence(begin, goesOn, thrown, config.places());
  }

  private void assertSentence(
      String begin, String goesOn, FleetRefusal thrown, ConfigPlaces places) {
    String sentence = thrown.in(places).sentence();
    String file = folder.resolve("controller.yaml") + ", ";
    assertTrue(sentence.startsWith(file + begin), sentence);
    assertTrue(sentence.substring(file.length() + begin.length()).contains(goesOn), sentence);
    assertEquals(1, sentence.lines().count());
    String elsewhere = thrown.in(ConfigPlaces.NOWHERE).sentence();
    assertEquals(thrown.sentence(), elsewhere, "without a file it stays as it was");
    assertTrue(sentence.endsWith(elsewhere), sentence);
  }

  /** Lines from the ninth on are the second robot's. */
  private ControllerConfig read(String... lines) throws Exception {
    new DraftedBundle().zip(folder);
    draft.version = "2.0.0";
    draft.zip(folder);
    StringBuilder text = new StringBuilder(HEAD);
    text.append("    bundle: 2.0.0.zip\n");
    for (String line : lines) {
      text.append("    ").append(line).append('\n');
    }
    if (mayBeUncertified) {
      text.append("    safety: {uncertified: true}\n");
    }
    return ControllerConfig.read(Files.writeString(folder.resolve("controller.yaml"), text));
  }

  private void certified(Consumer<DraftedCertificate> change) {
    change.accept(certificate);
    draft.certificate = certificate;
    mayBeUncertified = false;
  }

  @Test
  void whatIsRightIsRefusedNowhere() throws Exception {
    certified(any -> {});
    for (RobotConfig robot : read("rate: 20 Hz").robots()) {
      bench.assemble(robot).close();
    }
  }

  @Test
  void aRobotThatThereIsNot() throws Exception {
    draft.model = "hovercraft";
    assertRefused(BUNDLE, "hovercraft");
  }

  @Test
  void aPolicyThatSeesWhatTheRobotDoesNotHave() throws Exception {
    draft.observed = "altitude";
    assertRefused(BUNDLE, "the policy observes 'altitude'");
  }

  @Test
  void aSignatureThatTheBundleDoesNotHave() throws Exception {
    assertRefused(
        "line 10: 'robots[1].policy.signature' cannot be used: ",
        "has no signature 'steps_9', only [serving_default]",
        "policy:",
        "  signature: steps_9");
  }

  @Test
  void moreCandidatesThanItAnswers() throws Exception {
    draft.policy = SumPolicy.ofRows(DraftedBundle.CANDIDATES);
    draft.goldenRows = DraftedBundle.CANDIDATES;
    assertRefused(
        "line 11: 'robots[1].policy.candidates' cannot be used: ",
        "6 candidates cannot be sampled: ",
        "policy:",
        "  seed: 3",
        "  candidates: 6");
  }

  @Test
  void goldenOutputsThatItDoesNotReproduce() throws Exception {
    draft.policy = SumPolicy.ofRows(DraftedBundle.CANDIDATES);
    assertRefused(BUNDLE, "");
  }

  @Test
  void noCertificateAndNobodyWhoAskedToGoWithout() throws Exception {
    mayBeUncertified = false;
    assertRefused(BUNDLE, "has no certificate");
    assertRefused(
        "line 11: 'robots[1].safety.uncertified' cannot be used: ",
        "ask for that with --uncertified",
        "safety:",
        "  max_unvouched: 3",
        "  uncertified: false");
  }

  @Test
  void aRateThatTheCertificateDoesNotCover() throws Exception {
    certified(any -> {});
    assertRefused(
        "line 9: 'robots[1].rate' cannot be used: ",
        "held for 0.1 s at most, the loop holds them for 0.2 s",
        "rate: 5 Hz");
  }

  @Test
  void aPeriodThatItsOwnCertificateDoesNotCover() throws Exception {
    certified(any -> {});
    draft.periodS = 0.2;
    assertRefused(BUNDLE, "held for 0.1 s at most, the loop holds them for 0.2 s");
  }

  @Test
  void statesThatAreOlderThanCertified() throws Exception {
    certified(any -> {});
    assertRefused(
        "line 10: 'robots[1].safety.max_observation_age' cannot be used: ",
        "0.02 s old at most, the loop acts on such of 0.03 s",
        "safety:",
        "  max_observation_age: 30 ms");
  }

  @Test
  void aCertificateOfAnotherRobot() throws Exception {
    certified(
        other ->
            other.certified =
                new LinearRobot(
                    "double-integrator",
                    other.certified.states(),
                    List.of(Quantity.symmetric("thrust", "m/s²", 1)),
                    other.certified.disturbances(),
                    new double[] {0, 1, 0, 0},
                    new double[] {0, 1},
                    new double[] {0, 1},
                    new double[2]));
    assertRefused(BUNDLE, "moves the control thrust");
  }

  @Test
  void errorsOfAnotherNumberOfStates() throws Exception {
    certified(any -> {});
    assertRefused(
        "line 10: 'robots[1].safety.state_errors' cannot be used: ",
        "the errors of 1 states, the robot double-integrator has 2",
        "safety:",
        "  state_errors: [0.1]");
  }

  @Test
  void aSensorThatGivesWhatIsNoState() throws Exception {
    assertRefused(
        "line 13: 'robots[1].sensors[1].values' cannot be used: ",
        "sensor 'tacho' gives 'speed', which is no state of the robot",
        "sensors:",
        "  - name: scale",
        "    values: [position]",
        "  - name: tacho",
        "    values: [speed]");
  }

  @Test
  void twoSensorsThatGiveTheSame() throws Exception {
    assertRefused(
        "line 12: 'robots[1].sensors[1]' cannot be used: ",
        "sensor 'all' gives 'position', which sensor 'scale' gives already",
        "sensors:",
        "  - name: scale",
        "    values: [position]",
        "  - name: all");
  }

  @Test
  void aStateThatNoSensorGives() throws Exception {
    assertRefused(
        "line 9: 'robots[1].sensors' cannot be used: ",
        "no sensor gives its state 'velocity'",
        "sensors:",
        "  - name: scale",
        "    values: [position]");
  }

  @Test
  void callsThatCannotBeShared() throws Exception {
    draft.policy = SumPolicy.ofRows(DraftedBundle.CANDIDATES);
    draft.goldenRows = DraftedBundle.CANDIDATES;
    ControllerConfig config = read("trigger: timer", "policy:", "  lane: batch");
    RobotConfig robot = config.robots().get(1);
    bench.add(FleetBench.config("other", robot.bundle(), robot.policy().lane()));
    ExecutionException thrown = assertThrows(ExecutionException.class, () -> bench.add(robot));
    assertSentence(
        "line 11: 'robots[1].policy.lane' cannot be used: ",
        "cannot share calls of its policy",
        assertInstanceOf(FleetRefusal.class, thrown.getCause()),
        config.places());
  }

  @Test
  void aBundleThatIsToReplaceAnother() throws Exception {
    ControllerConfig config = read("rate: 20 Hz");
    bench.add(config.robots().get(1));
    draft.version = "3.0.0";
    draft.model = "unicycle";
    Path other = draft.zip(folder);
    ExecutionException thrown =
        assertThrows(ExecutionException.class, () -> bench.reload("spoilt", other).get());
    assertSentence(
        BUNDLE,
        "3.0.0.zip",
        assertInstanceOf(FleetRefusal.class, thrown.getCause()),
        config.places());
    Path broken = Files.writeString(folder.resolve("broken.zip"), "no bundle");
    thrown = assertThrows(ExecutionException.class, () -> bench.reload("spoilt", broken).get());
    assertSentence(
        BUNDLE,
        "broken.zip",
        assertInstanceOf(FleetRefusal.class, thrown.getCause()),
        config.places());
  }

  @Test
  void aRobotAsAWholeAndASection() throws Exception {
    ConfigPlaces places = read().places();
    String file = folder.resolve("controller.yaml").toString();
    assertEquals(
        file + ", line 7: 'robots[1]' ('spoilt') is odd", places.ofRobot("spoilt", "is odd"));
    assertEquals("robot 'nobody' is odd", places.ofRobot("nobody", "is odd"));
    assertEquals(file + ", line 1: 'broker' is odd", places.ofSection("broker", "is odd"));
    assertEquals(file + ": 'recorder' is odd", places.ofSection("recorder", "is odd"));
    assertEquals("'broker' is odd", ConfigPlaces.NOWHERE.ofSection("broker", "is odd"));
  }
}
