package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hjelm.export.fly.TaskRobot;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.sim.RobotLoop;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The controller against a broker, with a robot that is not part of it. */
class RunIT {

  private static final String NAME = "multi-goal";

  private final Path config;
  private final Path json;

  RunIT(@TempDir Path folder) {
    config = folder.resolve("controller.yaml");
    json = folder.resolve("summary.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"netty", "paho"})
  void fliesARobotOverABroker(String transport) throws Exception {
    try (LocalBroker broker = EmbeddedBroker.start(0);
        OpenLink link = OpenLink.connect(Transport.NETTY, MqttSettings.of(broker.uri()))) {
      Task task = TaskCatalog.standard().task(NAME, Map.of());
      SimSettings settings = SimSettings.of(NAME, Map.of("rate", "100", "deadman", "1s"));
      TaskRobot robot =
          new TaskRobot(
              task,
              TaskRobot.simulated(task, task.robot(), settings),
              RobotSession.codecs(settings),
              link.link(),
              MonotonicClock.system(),
              WallClock.system());
      OpenLink.await(robot.start());
      write(broker.uri(), transport);
      try (RobotLoop loop =
          new RobotLoop("robot", robot::doWork, settings.periodNs(), MonotonicClock.system())) {
        loop.start();
        Outcome outcome =
            Outcome.of(
                "run", "--config", config.toString(), "--seconds", "3", "--json", json.toString());
        assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
        assertTrue(outcome.out().contains("policy lane: "), outcome::out);
      }
      JsonNode summary = new ObjectMapper().readTree(json.toFile()).get(NAME);
      assertTrue(summary.get("commands").asLong() > 0, summary::toString);
      assertTrue(summary.get("verdicts").get("PASSED").asLong() > 0, summary::toString);
      assertTrue(robot.node().commands().applied() > 0, robot.node().commands()::toString);
      assertEquals(0, robot.score().violations());
    }
  }

  @Test
  void aMistakeInTheFileIsOneSentenceWithItsLine() throws Exception {
    Files.writeString(config, "broker:\n  urri: tcp://127.0.0.1:1883\n");
    Outcome outcome = Outcome.of("run", "--config", config.toString());
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains("controller.yaml"), outcome::err);
    assertTrue(outcome.err().contains("urri"), outcome::err);
    assertEquals(1, outcome.err().strip().lines().count(), outcome::err);
  }

  @Test
  void withoutABrokerNothingStarts() throws Exception {
    write("tcp://127.0.0.1:1", "netty");
    Outcome outcome = Outcome.of("run", "--config", config.toString(), "--seconds", "1");
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains("127.0.0.1:1"), outcome::err);
  }

  private void write(String broker, String transport) throws Exception {
    Path bundle = Path.of("../model-export/bundles", NAME + ".zip").toAbsolutePath().normalize();
    Files.writeString(
        config,
        """
        broker:
          uri: %s
          transport: %s
        robots:
          - name: %s
            bundle: %s
            rate: 100 Hz
            commands:
              acting_delay: 10 ms
              valid_for: 500 ms
            safety:
              on_mismatch: warn
        dashboard:
          port: 0
        """
            .formatted(broker, transport, NAME, bundle));
  }
}
