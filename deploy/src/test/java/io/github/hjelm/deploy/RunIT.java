package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hjelm.export.fly.TaskRobot;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.sim.GuardState;
import io.github.hjelm.sensors.sim.RobotLoop;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The controller against a broker, with a robot that is not part of it. */
class RunIT {

  static final String NAME = "multi-goal";

  /** A file is looked at once a second, and acted on when two looks in a row see the same. */
  private static final long TWO_LOOKS_MS = 3500;

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
      Queue<StatusFrame> said = new ConcurrentLinkedQueue<>();
      OpenLink.await(listen(link, RobotSession.codecs(settings).get(), said));
      write(broker.uri(), transport);
      try (RobotLoop loop =
          new RobotLoop("robot", robot::doWork, settings.periodNs(), MonotonicClock.system())) {
        loop.start();
        Outcome outcome =
            Outcome.of(
                "run",
                "--config",
                config.toString(),
                "--awake",
                "--seconds",
                "3",
                "--json",
                json.toString());
        assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
        assertTrue(outcome.out().contains("policy lane: "), outcome::out);
        assertTrue(outcome.out().startsWith("processors "), outcome::out);
      }
      JsonNode summary = new ObjectMapper().readTree(json.toFile()).get(NAME);
      assertTrue(summary.get("commands").asLong() > 0, summary::toString);
      assertTrue(summary.get("verdicts").get("PASSED").asLong() > 0, summary::toString);
      assertTrue(robot.node().commands().applied() > 0, robot.node().commands()::toString);
      assertEquals(0, robot.score().violations());
      assertTrue(said.stream().anyMatch(s -> s.online() && s.text().startsWith("flies ")));
      assertTrue(said.stream().anyMatch(s -> !s.online()), "nobody said good-bye");
    }
  }

  /** Keeps what the controller says of itself. */
  private static CompletionStage<Void> listen(
      OpenLink link, FrameCodec codec, Queue<StatusFrame> said) {
    byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
    return link.link()
        .subscribe(
            Topics.controllerStatus(NAME),
            message -> {
              message.copyTo(payload);
              FrameOutcome outcome = codec.decodeStatus(payload, message.length(), said::add);
              assertTrue(outcome.accepted());
            });
  }

  @Test
  void robotsComeAndGoWithTheFile() throws Exception {
    try (LocalBroker broker = EmbeddedBroker.start(0);
        OpenLink link = OpenLink.connect(Transport.NETTY, MqttSettings.of(broker.uri()));
        OpenLink other = OpenLink.connect(Transport.NETTY, MqttSettings.of(broker.uri()))) {
      TaskRobot first = robot(NAME, link);
      TaskRobot second = robot("second", other);
      write(broker.uri(), "netty", NAME);
      try (RobotLoop loop = loop(first);
          RobotLoop otherLoop = loop(second)) {
        CompletableFuture<Outcome> run =
            CompletableFuture.supplyAsync(
                () ->
                    Outcome.of(
                        "run",
                        "--config",
                        config.toString(),
                        "--seconds",
                        "19",
                        "--json",
                        json.toString()));
        until(run, () -> first.node().commands().applied() > 0);
        write(broker.uri(), "netty", NAME, "second");
        until(run, () -> second.node().commands().applied() > 0);
        Files.writeString(config, "broker:\n  urri: " + broker.uri() + "\n");
        Thread.sleep(TWO_LOOKS_MS);
        write(broker.uri(), "netty", NAME, "second", "third");
        Files.writeString(
            config,
            Files.readString(config).replaceFirst("(?s)(name: third.*?rate): 100 Hz", "$1: 1 Hz"));
        Thread.sleep(TWO_LOOKS_MS);
        write(broker.uri(), "netty", NAME);
        until(run, () -> second.node().state() == GuardState.STOPPED);
        Outcome outcome = run.get(30, TimeUnit.SECONDS);
        assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
        assertTrue(outcome.out().contains("second: let in"), outcome::out);
        assertTrue(outcome.out().contains("second: sent away"), outcome::out);
        assertTrue(loop.failure().isEmpty() && otherLoop.failure().isEmpty());
        List<String> refusals = outcome.err().strip().lines().toList();
        assertEquals(2, refusals.size(), outcome::err);
        assertTrue(refusals.get(0).contains("urri"), outcome::err);
        assertTrue(
            refusals
                .get(1)
                .startsWith("hjelm: " + config + ", line 25: 'robots[2].rate' cannot be used: "),
            outcome::err);
      }
      JsonNode summary = new ObjectMapper().readTree(json.toFile());
      assertEquals(1, summary.size(), summary::toString);
      assertTrue(summary.get(NAME).get("commands").asLong() > 0, summary::toString);
    }
  }

  static RobotLoop loop(TaskRobot robot) {
    RobotLoop loop =
        new RobotLoop(
            "robot", robot::doWork, robot.sim().settings().periodNs(), MonotonicClock.system());
    loop.start();
    return loop;
  }

  static TaskRobot robot(String name, OpenLink link) throws Exception {
    Task task = TaskCatalog.standard().task(NAME, Map.of());
    SimSettings settings = SimSettings.of(name, Map.of("rate", "100", "deadman", "1s"));
    TaskRobot robot =
        new TaskRobot(
            task,
            TaskRobot.simulated(task, task.robot(), settings),
            RobotSession.codecs(settings),
            link.link(),
            MonotonicClock.system(),
            WallClock.system());
    OpenLink.await(robot.start());
    return robot;
  }

  static void until(CompletableFuture<Outcome> run, BooleanSupplier reached) throws Exception {
    while (!reached.getAsBoolean()) {
      assertFalse(run.isDone(), () -> "it ended before: " + run.join());
      Thread.sleep(20);
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
    write(broker, transport, NAME);
  }

  private void write(String broker, String transport, String... robots) throws Exception {
    Path bundle = Path.of("../model-export/bundles", NAME + ".zip").toAbsolutePath().normalize();
    StringBuilder text =
        new StringBuilder(
            """
            broker:
              uri: %s
              transport: %s
            dashboard:
              port: 0
            robots:
            """
                .formatted(broker, transport));
    for (String robot : robots) {
      text.append(
          """
            - name: %s
              bundle: %s
              rate: 100 Hz
              commands:
                acting_delay: 10 ms
                valid_for: 500 ms
              safety:
                on_mismatch: warn
          """
              .formatted(robot, bundle));
    }
    Files.writeString(config, text);
  }
}
