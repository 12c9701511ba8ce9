package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said while {@code hjelm record} ran is said again by {@code hjelm replay}. */
class RecordReplayIT {

  private static final String OBSERVATION = "hjelm/r1/obs/state";
  private static final String COMMAND = "hjelm/r1/cmd";
  private static final String OTHER_ROBOT = "hjelm/r2/obs/state";

  private final Path file;

  RecordReplayIT(@TempDir Path folder) {
    file = folder.resolve("drive.hjr");
  }

  @Test
  void whatWasRecordedIsReplayedWithoutCommands() throws Exception {
    try (LocalBroker broker = EmbeddedBroker.start(0);
        OpenLink speaker = OpenLink.connect(Transport.PAHO, MqttSettings.of(broker.uri()))) {
      Outcome recorded = recordWhile(broker, speaker);
      assertEquals(Hjelm.DONE, recorded.exitCode(), recorded::toString);
      assertTrue(recorded.out().contains(" 0 lost"), recorded::out);

      Set<String> heard = new ConcurrentSkipListSet<>();
      CountDownLatch first = new CountDownLatch(1);
      OpenLink.await(
          speaker
              .link()
              .subscribe(
                  "hjelm/#",
                  message -> {
                    heard.add(message.topic());
                    first.countDown();
                  }));
      Outcome replayed =
          Outcome.of("replay", file.toString(), "--broker", broker.uri(), "--speed", "Infinity");
      assertEquals(Hjelm.DONE, replayed.exitCode(), replayed::toString);
      assertTrue(replayed.out().contains("the recording is complete"), replayed::out);
      assertTrue(replayed.out().matches("(?s).* [1-9][0-9]* commands withheld.*"), replayed::out);
      assertTrue(first.await(20, TimeUnit.SECONDS), "nothing was replayed");
      assertEquals(Set.of(OBSERVATION), heard);
    }
  }

  /** Speaks for as long as the recorder listens: nobody knows when its subscription begins. */
  private Outcome recordWhile(LocalBroker broker, OpenLink speaker) throws Exception {
    AtomicBoolean listening = new AtomicBoolean(true);
    byte[] word = "word".getBytes(StandardCharsets.UTF_8);
    Thread talk =
        new Thread(
            () -> {
              while (listening.get()) {
                speaker.link().publish(OBSERVATION, word, word.length);
                speaker.link().publish(COMMAND, word, word.length);
                speaker.link().publish(OTHER_ROBOT, word, word.length);
                LockSupport.parkNanos(5_000_000);
              }
            });
    talk.start();
    try {
      return Outcome.of(
          "record", file.toString(), "--broker", broker.uri(), "--robot", "r1", "--seconds", "1");
    } finally {
      listening.set(false);
      talk.join();
    }
  }

  @Test
  void mistakesAreOneSentence() throws Exception {
    Files.writeString(file, "not a recording");
    try (LocalBroker broker = EmbeddedBroker.start(0)) {
      assertRefused("exists already", "record", file.toString(), "--broker", broker.uri());
      assertRefused(file.toString(), "replay", file.toString(), "--broker", broker.uri());
      assertRefused("--seconds", "record", "new", "--broker", broker.uri(), "--seconds", "NaN");
      assertRefused("--speed", "replay", "new", "--broker", broker.uri(), "--speed", "fast");
      assertRefused("'a/b'", "record", "new", "--broker", broker.uri(), "--robot", "a/b");
    }
    String nobody = "tcp://127.0.0.1:" + MosquittoProcess.freePort();
    assertRefused("Nobody listens", "record", "new", "--broker", nobody);
    assertRefused("for tls://", "record", "new", "--broker", nobody, "--ca", "ca.pem");
    assertRefused("--key", "record", "new", "--broker", "tls://h", "--cert", "c.pem");
    assertRefused("HJELM_MQTT_PASSWORD", "record", "new", "--broker", nobody, "--user", "u");
    assertFalse(Files.exists(Path.of("new")));
  }

  private static void assertRefused(String words, String... arguments) {
    Outcome outcome = Outcome.of(arguments);
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertEquals(1, outcome.errLines().size(), outcome::err);
    assertTrue(outcome.err().contains(words), outcome::err);
  }
}
