package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.mqtt.MessageView;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The same seed gives the same bytes on every topic; another seed does not. */
class SimDeterminismTest {

  @Test
  void sameSeedSameBytes() {
    byte[] first = conversation("seed=5", "disturbance=random");
    assertTrue(first.length > 50_000, "only " + first.length + " bytes");
    assertEquals(-1, Arrays.mismatch(first, conversation("seed=5", "disturbance=random")));
    assertNotEquals(-1, Arrays.mismatch(first, conversation("seed=6", "disturbance=random")));
  }

  @Test
  void theAdversaryIsDeterministicToo() {
    byte[] first = conversation("seed=5", "disturbance=adversarial");
    assertEquals(-1, Arrays.mismatch(first, conversation("seed=5", "disturbance=adversarial")));
  }

  private static byte[] conversation(String seed, String disturbance) {
    Bench bench =
        new Bench(
            "mobile-robot",
            Optional.of(Robots.EMPTY_HALL),
            seed,
            disturbance,
            "noise=0.01",
            "dropout=0.1",
            "delay=15ms",
            "rate=100");
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    bench.broker.link().subscribe("#", message -> write(message, heard));
    ControlSource sine = new SineDrive(bench.sim.robot().controls(), 0.5, 0.5);
    new OperatorDrive(
            new CommandEpoch("r", () -> 0),
            2,
            sine,
            Bench.codec(),
            bench.broker.link(),
            bench.clock,
            OperatorDrive.DEFAULT_VALID_FOR_NS)
        .start();
    bench.run(500);
    return heard.toByteArray();
  }

  private static void write(MessageView message, ByteArrayOutputStream heard) {
    byte[] bytes = new byte[message.length()];
    message.copyTo(bytes);
    heard.writeBytes(message.topic().getBytes(StandardCharsets.UTF_8));
    heard.writeBytes(bytes);
  }
}
