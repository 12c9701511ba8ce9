package io.github.hjelm.bench.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.hjelm.bench.rig.WireClient;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launchers that are not Hjelm's, on a real broker. */
class FirstCommandIT {

  private static final long HESITATES_MS = 400;

  @TempDir private Path home;

  @BeforeEach
  void needsMosquitto() {
    assumeTrue(
        MosquittoProcess.executable().isPresent(),
        "skipped, because Mosquitto is not installed (apt install mosquitto)");
  }

  /** Waits a while after the robot has been heard, and then commands it. */
  static final class Hesitant {

    private Hesitant() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      String config = Files.readString(Path.of(arguments[2]));
      int port = Integer.parseInt(config.replaceAll("(?s).*tcp://127.0.0.1:(\\d+).*", "$1"));
      try (WireClient client = new WireClient(port, "hesitant")) {
        client.subscribe("hjelm/bench-start/obs/state");
        client.receive(new byte[FrameLimits.MAX_FRAME_BYTES]);
        Thread.sleep(HESITATES_MS);
        byte[] topic = "hjelm/bench-start/cmd".getBytes(StandardCharsets.US_ASCII);
        client.publish(topic, new byte[] {1}, 1);
        Thread.sleep(60_000);
      }
    }
  }

  private List<Double> seconds(String launcher, int times)
      throws IOException, InterruptedException {
    Path script = Files.writeString(home.resolve("hjelm"), launcher);
    assertTrue(script.toFile().setExecutable(true));
    Path bundle = home.resolve("model-export/bundles/amr-obstacles.zip");
    Files.createDirectories(bundle.getParent());
    Files.write(bundle, new byte[0]);
    int port = MosquittoProcess.freePort();
    try (MosquittoProcess broker = MosquittoProcess.start(port, List.of("allow_anonymous true"))) {
      FirstCommand start = new FirstCommand(home, port, home, MonotonicClock.system());
      assertEquals(Optional.empty(), start.missing(), broker.name());
      return start.seconds(times);
    }
  }

  @Test
  void theTimeUntilARobotIsCommanded() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<Double> seconds =
        seconds(
            "#!/bin/sh\nexec '%s' -cp '%s' '%s' \"$@\"\n"
                .formatted(java, System.getProperty("java.class.path"), Hesitant.class.getName()),
            2);
    assertEquals(2, seconds.size());
    for (double each : seconds) {
      assertTrue(each >= HESITATES_MS / 1e3 && each < 10, seconds::toString);
    }
    assertEquals(0, ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).count());
  }

  @Test
  void aControllerThatDoesNotComeIsQuoted() {
    IOException refusal =
        assertThrows(IOException.class, () -> seconds("#!/bin/sh\necho no robot; exit 2\n", 1));
    assertEquals("the controller sent no command: no robot", refusal.getMessage());
  }

  @Test
  void withoutALauncherNothingIsMeasured() {
    FirstCommand start = new FirstCommand(home, 1, home, MonotonicClock.system());
    assertEquals(Optional.of("there is no " + home.resolve("hjelm")), start.missing());
  }
}
