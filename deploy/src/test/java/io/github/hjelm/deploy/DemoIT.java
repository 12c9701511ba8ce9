package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that simulate, with a real broker and real time. */
class DemoIT {

  private final Path json;

  DemoIT(@TempDir Path folder) {
    json = folder.resolve("summary.json");
  }

  @Test
  void demoDrivesARobotThroughTheGuardAndSumsUp() throws Exception {
    Outcome outcome =
        Outcome.of("demo", "--seconds", "2", "--json", json.toString(), "--set", "deadman=1s");
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.out().contains("mobile-robot on tcp://127.0.0.1:"), outcome::out);
    assertTrue(outcome.out().contains("DRIVING"), outcome::out);
    JsonNode summary = new ObjectMapper().readTree(json.toFile());
    JsonNode commands = summary.get("commands");
    assertTrue(summary.get("frames").asLong() > 0, summary::toString);
    assertTrue(commands.get("applied").asLong() > 0, summary::toString);
    long explained =
        commands.get("refused").asLong()
            + commands.get("applied").asLong()
            + commands.get("superseded").asLong()
            + commands.get("lapsed").asLong()
            + commands.get("waiting").asLong();
    assertEquals(commands.get("received").asLong(), explained, summary::toString);
  }

  @Test
  void simJoinsABroker() throws Exception {
    try (LocalBroker broker = EmbeddedBroker.start(0)) {
      Outcome outcome =
          Outcome.of(
              "sim", "pendulum", "--broker", broker.uri(), "--seconds", "1", "--transport", "paho");
      assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.out().contains("pendulum (pendulum)"), outcome::out);
      assertTrue(outcome.out().contains("0 received"), outcome::out);
    }
  }

  @Test
  void robotsFromYamlAreSimulatedToo() throws Exception {
    try (LocalBroker broker = EmbeddedBroker.start(0)) {
      Outcome outcome =
          Outcome.of(
              "sim",
              "../sensors/examples/robots/differential-drive.yaml",
              "--broker",
              broker.uri(),
              "--seconds",
              "1");
      assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.out().contains("frames"), outcome::out);
    }
  }

  @Test
  void mistakesAreOneSentence() {
    assertRefused("'mobil'", "demo", "--robot", "mobil");
    assertRefused("missing.yaml", "demo", "--robot", "missing.yaml");
    assertRefused("'nowhere'", "demo", "--world", "nowhere");
    assertRefused("'rat'", "demo", "--set", "rat=3");
    assertRefused("NAME=VALUE", "demo", "--set", "rate");
    assertRefused("--port 99999", "demo", "--port", "99999");
    assertRefused("--seconds -1", "demo", "--seconds", "-1");
    assertRefused("needs a terminal", "demo", "--drive", "keys");
    assertRefused("'xml'", "demo", "--set", "codec=xml");
    assertRefused("'--broker=URI'", "sim", "pendulum");
    assertRefused("'flying-saucer'", "sim", "flying-saucer", "--broker", "tcp://127.0.0.1:1");
  }

  private static void assertRefused(String words, String... arguments) {
    Outcome outcome = Outcome.of(arguments);
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertEquals(1, outcome.errLines().size(), outcome::err);
    assertTrue(outcome.err().contains(words), outcome::err);
  }
}
