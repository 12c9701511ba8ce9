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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A robot flown over a broker with a flight recorder; what that kept is replayed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlightReplayIT {

  private static final String NAME = "multi-goal";
  private static final Path SHIPPED = Path.of("../model-export/bundles");
  private static final byte FRAME = 3;

  private final Path folder;
  private final Path moved;
  private final Path record;

  FlightReplayIT(@TempDir Path root) throws Exception {
    folder = root.resolve("flights");
    moved = root.resolve("moved");
    Files.createDirectories(moved);
    fly(root);
    try (Stream<Path> files = Files.list(folder)) {
      record = files.sorted().findFirst().orElseThrow();
    }
  }

  private void fly(Path root) throws Exception {
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
      Path config = root.resolve("controller.yaml");
      write(config, broker.uri());
      try (RobotLoop loop =
          new RobotLoop("robot", robot::doWork, settings.periodNs(), MonotonicClock.system())) {
        loop.start();
        Outcome outcome = Outcome.of("run", "--config", config.toString(), "--seconds", "2");
        assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
      }
    }
  }

  private void write(Path config, String broker) throws IOException {
    Files.copy(SHIPPED.resolve(NAME + ".zip"), moved.resolve("flown.zip"));
    Files.writeString(
        config,
        """
        broker:
          uri: %s
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
          enabled: false
        recorder:
          folder: flights
        """
            .formatted(broker, NAME, moved.resolve("flown.zip")));
  }

  private static Outcome replay(Path what, String... more) {
    String[] arguments =
        Arrays.copyOf(new String[] {"run", "--replay", what.toString()}, 3 + more.length);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Outcome.of(arguments);
  }

  private static void assertRefused(String saying, Outcome outcome) {
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains(saying), outcome::err);
    assertEquals(1, outcome.err().strip().lines().count(), outcome::err);
  }

  @Test
  void theFlightComesToTheSame(@TempDir Path temp) throws Exception {
    Path json = temp.resolve("report.json");
    Outcome outcome = replay(folder, "--json", json.toString());
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.out().contains("every command is the same, byte for byte"), outcome::out);
    assertTrue(outcome.out().contains("PASSED="), outcome::out);
    JsonNode report = new ObjectMapper().readTree(json.toFile()).get(0);
    assertTrue(report.get("same").asBoolean(), report::toString);
    assertTrue(report.get("cycles").asLong() > 100, report::toString);
    assertEquals("complete", report.get("ending").asText());
  }

  @Test
  void cyclesAreATable() {
    Outcome outcome = replay(folder, "--cycles", "10:12");
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
    List<String> lines = outcome.out().lines().toList();
    assertEquals(4, lines.size(), outcome::out);
    assertTrue(lines.get(0).startsWith("robot,cycle,time,verdict,reserve,"), outcome::out);
    assertTrue(lines.get(1).startsWith(NAME + ",10,20"), outcome::out);
    assertEquals(
        lines.get(0).split(",", -1).length, lines.get(1).split(",", -1).length, outcome::out);
    assertTrue(outcome.err().contains("byte for byte"), outcome::err);
  }

  @Test
  void oneBitIsAnAnswerOfNo(@TempDir Path temp) throws Exception {
    Path tampered = temp.resolve(record.getFileName().toString());
    byte[] bytes = Files.readAllBytes(record);
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = 16;
    for (int frames = 0; frames < 30; at += file.getInt(at)) {
      frames += bytes[at + 4] == FRAME ? 1 : 0;
    }
    while (bytes[at + 4] != FRAME) {
      at += file.getInt(at);
    }
    // Retained by the broker, as it says now, and so not heard.
    bytes[at + 5] ^= 1;
    int end = at + file.getInt(at) - 4;
    CRC32C crc = new CRC32C();
    crc.update(bytes, at, end - at);
    file.putInt(end, (int) crc.getValue());
    Files.write(tampered, bytes);
    Outcome outcome = replay(tampered);
    assertEquals(Hjelm.NO, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.out().contains("differ, the first in cycle "), outcome::out);
  }

  @Test
  void aTornTailIsNamedAndNoError(@TempDir Path temp) throws Exception {
    Path torn = temp.resolve(record.getFileName().toString());
    byte[] bytes = Files.readAllBytes(record);
    Files.write(torn, Arrays.copyOf(bytes, bytes.length - 100));
    Outcome outcome = replay(torn);
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.out().contains("cut off"), outcome::out);
    Files.write(torn, Arrays.copyOf(bytes, 1000));
    assertRefused("holds no whole cycle", replay(torn));
  }

  @Test
  void whatIsNoFlightRecordIsRefused(@TempDir Path temp) throws Exception {
    assertRefused("there is no flight record", replay(temp.resolve("none.hjflight")));
    assertRefused("there is no flight record in", replay(temp));
    Path other = temp.resolve("other.hjflight");
    Files.writeString(other, "a diary of a flight, in words");
    assertRefused("is not a flight record", replay(other));
    byte[] later = Files.readAllBytes(record);
    later[8] = 9;
    Files.write(other, later);
    assertRefused("format version 9", replay(other));
  }

  @Test
  void itIsTheBundleThatWasFlownOrNone() {
    Path another = SHIPPED.resolve("pendulum-swing-up.zip");
    assertRefused("is another one", replay(folder, "--bundle", another.toString()));
    Path away = moved.resolve("nowhere.zip");
    assertRefused("name it with --bundle", replay(folder, "--bundle", away.toString()));
    Path same = SHIPPED.resolve(NAME + ".zip");
    assertEquals(Hjelm.DONE, replay(folder, "--bundle", same.toString()).exitCode());
  }

  @Test
  void itEitherFliesOrReplays() {
    assertRefused("--config", replay(folder, "--config", "x.yaml"));
    assertRefused("--replay", Outcome.of("run"));
    assertRefused("belong to --replay", Outcome.of("run", "--config", "x.yaml", "--key", "y"));
    assertRefused("takes two numbers", replay(folder, "--cycles", "many"));
  }
}
