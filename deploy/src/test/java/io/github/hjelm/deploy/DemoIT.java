package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hjelm.controller.config.DashboardConfig;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that simulate, with a real broker and real time. */
class DemoIT {

  private static final String BUNDLE = "../model-export/bundles/amr-obstacles.zip";

  private final Path json;

  DemoIT(@TempDir Path folder) {
    json = folder.resolve("summary.json");
  }

  @Test
  void demoDrivesARobotThroughTheGuardAndSumsUp() throws Exception {
    Outcome outcome =
        Outcome.of(
            "demo",
            "--drive",
            "sine",
            "--seconds",
            "2",
            "--json",
            json.toString(),
            "--set",
            "deadman=1s");
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
  void demoFliesABundleAndSumsUp() throws Exception {
    Outcome outcome =
        Outcome.of(
            "demo", "--robot", BUNDLE, "--headless", "--seconds", "4", "--json", json.toString());
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.out().contains("policy lane: "), outcome::out);
    JsonNode summary = new ObjectMapper().readTree(json.toFile());
    assertTrue(summary.get("commands").asLong() > 0, summary::toString);
    assertTrue(summary.get("verdicts").get("PASSED").asLong() > 0, summary::toString);
    assertEquals(0, summary.get("violations").asLong(), summary::toString);
    for (String part : List.of("p50", "p99", "p999", "max")) {
      assertTrue(summary.get("latency_us").get(part).asDouble() > 0, summary::toString);
      assertTrue(summary.get("stages_us").get("safety").get(part).asDouble() > 0, part);
    }
    for (String part : List.of("goals_reached", "allocated_bytes_per_cycle", "deadline_misses")) {
      assertTrue(summary.has(part), part);
    }
  }

  @Test
  void visitorsSeeThePageAndPushTheRobot() throws Exception {
    PolicyDemo.Settings settings =
        new PolicyDemo.Settings(0, Optional.of(DashboardConfig.standard().withPort(0)), 1);
    HttpClient browser = HttpClient.newHttpClient();
    try (PolicyDemo demo = PolicyDemo.start(Path.of(BUNDLE), settings)) {
      String address = demo.address().orElseThrow();
      HttpResponse<String> page = browser.send(get(address), BodyHandlers.ofString());
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains("Hjelm"));
      for (String action : List.of("push", "shove", "blind", "kill", "clear")) {
        HttpResponse<String> done =
            browser.send(post(address, "actions/" + action), BodyHandlers.ofString());
        assertEquals(204, done.statusCode(), action + ": " + done.body());
      }
      assertEquals(5, demo.lines().size());
    }
  }

  @Test
  void aBundleThatIsNotThereIsRefused() {
    Outcome outcome = Outcome.of("demo", "--robot", "amr-obstacle", "--headless");
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode());
    assertTrue(outcome.err().contains("there is no bundle 'amr-obstacle'"), outcome::err);
  }

  private static HttpRequest get(String address) {
    return HttpRequest.newBuilder(URI.create(address)).build();
  }

  private static HttpRequest post(String address, String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Origin", address.substring(0, address.length() - 1))
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
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
    assertRefused("go with --drive", "demo", "--world", "posts");
    assertRefused("'nowhere'", "demo", "--drive", "sine", "--world", "nowhere");
    assertRefused("'rat'", "demo", "--drive", "sine", "--set", "rat=3");
    assertRefused("NAME=VALUE", "demo", "--drive", "sine", "--set", "rate");
    assertRefused("--port 99999", "demo", "--port", "99999");
    assertRefused("--seconds -1", "demo", "--seconds", "-1");
    assertRefused("needs a terminal", "demo", "--drive", "keys");
    assertRefused("'xml'", "demo", "--drive", "sine", "--set", "codec=xml");
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
