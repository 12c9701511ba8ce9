package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A configuration that does not fit its bundles ends before anything has begun. */
class RunRefusalTest {

  private static final Path SHIPPED =
      Path.of("../model-export/bundles", RunIT.NAME + ".zip").toAbsolutePath().normalize();

  private final Path folder;
  private final Path config;

  RunRefusalTest(@TempDir Path folder) {
    this.folder = folder;
    config = folder.resolve("controller.yaml");
  }

  /**
   * Something wrong with a robot.
   *
   * @param bundle where it lies
   * @param lines of the robot, from the sixth of the file on
   * @param refusal how the sentence goes on after the file
   * @param why a part of its end
   */
  record Case(String bundle, String lines, String refusal, String why) {

    @Override
    public String toString() {
      return refusal;
    }
  }

  static List<Case> cases() {
    String shipped = SHIPPED.toString();
    return List.of(
        new Case("broken.zip", "", "line 5: 'robots[0].bundle'", "broken.zip"),
        new Case(shipped, "rate: 1 Hz", "line 6: 'robots[0].rate'", "run the loop faster"),
        new Case(
            shipped,
            "policy:\n  signature: steps_77",
            "line 7: 'robots[0].policy.signature'",
            "has no signature 'steps_77'"),
        new Case(
            shipped,
            "safety:\n  max_observation_age: 5 s",
            "line 7: 'robots[0].safety.max_observation_age'",
            "fresher"),
        new Case(
            shipped,
            "safety:\n  max_unvouched: 5\n  state_errors: [1, 2, 3, 4, 5, 6, 7]",
            "line 8: 'robots[0].safety.state_errors'",
            "the errors of 7 states"),
        new Case(
            shipped,
            "sensors:\n  - name: state\n    values: [altitude]",
            "line 8: 'robots[0].sensors[0].values'",
            "gives 'altitude', which is no state"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isOneSentenceWithFileAndLine(Case wrong) throws Exception {
    Files.writeString(folder.resolve("broken.zip"), "no bundle");
    // A broker that is not there is not spoken of: nothing was begun.
    write(
        "tcp://127.0.0.1:1",
        "  - name: %s\n    bundle: %s\n%s".formatted(RunIT.NAME, wrong.bundle(), indented(wrong)));
    assertRefused(wrong.refusal() + " cannot be used: ", wrong.why());
  }

  private static String indented(Case wrong) {
    return wrong.lines().indent(4);
  }

  private void assertRefused(String begins, String why) {
    Outcome outcome = Outcome.of("run", "--config", config.toString(), "--seconds", "1");
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    String sentence = outcome.err().strip();
    assertEquals(1, sentence.lines().count(), sentence);
    assertTrue(sentence.startsWith("hjelm: " + config + ", " + begins), sentence);
    assertTrue(sentence.contains(why), sentence);
    assertEquals("", outcome.out());
  }

  @Test
  void theLastOfSeveralRobotsStopsAllOfThem() throws Exception {
    String robot = "  - name: %s\n    bundle: " + SHIPPED + "\n";
    write("tcp://127.0.0.1:1", robot.formatted("a") + robot.formatted("b") + "    rate: 1 Hz\n");
    assertRefused("line 8: 'robots[1].rate' cannot be used: ", "run the loop faster");
  }

  @Test
  void aBundleThatNobodyTrustedHasSigned() throws Exception {
    byte[] key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(key)
            + "\n-----END PUBLIC KEY-----\n");
    write(
        "tcp://127.0.0.1:1",
        "  - name: %s\n    bundle: %s\ntrusted_keys: [key.pem]\n".formatted(RunIT.NAME, SHIPPED));
    assertRefused("line 5: 'robots[0].bundle' cannot be used: ", SHIPPED + " is not signed");
  }

  private void write(String broker, String robots) throws Exception {
    Files.writeString(config, "broker:\n  uri: " + broker + "\nrobots:\n" + robots);
  }
}
