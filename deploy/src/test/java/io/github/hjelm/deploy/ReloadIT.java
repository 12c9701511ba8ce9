package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hjelm.export.fly.TaskRobot;
import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.sim.RobotLoop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certified bundle that changes on disk while it flies. */
class ReloadIT {

  private static final Path SHIPPED = Path.of("../model-export/bundles", RunIT.NAME + ".zip");

  private final Path folder;
  private final Path bundle;

  ReloadIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    bundle = Files.copy(SHIPPED, folder.resolve("bundle.zip"));
  }

  @Test
  void whatIsRefusedDoesNotFlyAndWhatIsRightDoes() throws Exception {
    Set<Long> versions = ConcurrentHashMap.newKeySet();
    try (LocalBroker broker = EmbeddedBroker.start(0);
        OpenLink link = OpenLink.connect(Transport.NETTY, MqttSettings.of(broker.uri()));
        OpenLink listener = OpenLink.connect(Transport.NETTY, MqttSettings.of(broker.uri()))) {
      listen(listener, versions);
      TaskRobot robot = RunIT.robot(RunIT.NAME, link);
      Path config = config(broker.uri());
      Path json = folder.resolve("summary.json");
      try (RobotLoop loop = RunIT.loop(robot)) {
        CompletableFuture<Outcome> run =
            CompletableFuture.supplyAsync(
                () ->
                    Outcome.of(
                        "run",
                        "--config",
                        config.toString(),
                        "--seconds",
                        "14",
                        "--json",
                        "" + json));
        RunIT.until(run, () -> robot.node().commands().applied() > 0);
        put("no bundle at all".getBytes(StandardCharsets.UTF_8));
        Thread.sleep(4000); // two looks, and what they lead to
        assertEquals(1, versions.size());
        put(withVersion("1.0.1"));
        RunIT.until(run, () -> versions.size() == 2);
        Outcome outcome = run.get(30, TimeUnit.SECONDS);
        assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::toString);
        assertTrue(
            outcome
                .out()
                .contains(
                    "multi-goal: flies on as before: "
                        + config
                        + ", line 7: 'robots[0].bundle' cannot be used: "),
            outcome::out);
        assertTrue(
            outcome.out().contains("multi-goal: multi-goal-one-step 1.0.1 flies"), outcome::out);
        assertEquals("", outcome.err());
        assertTrue(loop.failure().isEmpty());
      }
      assertEquals(0, robot.score().violations());
      JsonNode summary = new ObjectMapper().readTree(json.toFile()).get(RunIT.NAME);
      long sum = 0;
      for (JsonNode count : summary.get("verdicts")) {
        sum += count.asLong();
      }
      assertEquals(summary.get("commands").asLong(), sum, "of both bundles: " + summary);
    }
  }

  private static void listen(OpenLink link, Set<Long> versions) throws Exception {
    BinaryCodec codec = new BinaryCodec();
    CommandFrame frame = new CommandFrame();
    OpenLink.await(
        link.link()
            .subscribe(
                Topics.command(RunIT.NAME),
                message -> {
                  byte[] payload = new byte[message.length()];
                  message.copyTo(payload);
                  if (codec.decode(payload, payload.length, frame).accepted()) {
                    versions.add(frame.bundleVersion());
                  }
                }));
  }

  /** As an installer does it: written beside, and moved over it. */
  private void put(byte[] bytes) throws IOException {
    Path written = Files.write(folder.resolve("bundle.part"), bytes);
    Files.move(written, bundle, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] withVersion(String version) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream shipped = new ZipInputStream(Files.newInputStream(SHIPPED));
        ZipOutputStream changed = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = shipped.getNextEntry(); entry != null; entry = shipped.getNextEntry()) {
        byte[] content = shipped.readAllBytes();
        if (entry.getName().endsWith("manifest.json")) {
          String text = new String(content, StandardCharsets.UTF_8);
          content =
              text.replaceFirst("\"version\"( ?: ?)\"[^\"]*\"", "\"version\"$1\"" + version + "\"")
                  .getBytes(StandardCharsets.UTF_8);
        }
        changed.putNextEntry(new ZipEntry(entry.getName()));
        changed.write(content);
      }
    }
    return bytes.toByteArray();
  }

  private Path config(String broker) throws IOException {
    return Files.writeString(
        folder.resolve("controller.yaml"),
        """
        broker:
          uri: %s
        dashboard:
          port: 0
        robots:
          - name: %s
            bundle: bundle.zip
            rate: 100 Hz
            commands:
              acting_delay: 10 ms
              valid_for: 500 ms
            safety:
              on_mismatch: warn
        """
            .formatted(broker, RunIT.NAME));
  }
}
