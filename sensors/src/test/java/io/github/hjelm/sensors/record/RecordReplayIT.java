package io.github.hjelm.sensors.record;

import static io.github.hjelm.sensors.mqtt.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.testing.BrokerKind;
import io.github.hjelm.sensors.mqtt.testing.Transport;
import io.github.hjelm.sensors.time.HandSetClock;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Record, replay and record again over a real broker: the same messages in the same order. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RecordReplayIT {

  private static final MonotonicClock CLOCK = MonotonicClock.system();
  private static final int MESSAGES = 500;

  @ParameterizedTest
  @EnumSource(Transport.class)
  void losesNothing(Transport transport, @TempDir Path folder) throws Exception {
    Vertx vertx = EventLoops.create(1);
    Path first = folder.resolve("first.hjrec");
    Path second = folder.resolve("second.hjrec");
    try (LocalBroker broker = BrokerKind.EMBEDDED.start();
        MqttLink speaker = transport.link(settings(broker), vertx)) {
      speaker.connect().toCompletableFuture().get(10, TimeUnit.SECONDS);
      try (MqttLink listener = transport.link(settings(broker), vertx);
          Recorder recorder = recorder(first, listener)) {
        Recordings.talk(speaker, new HandSetClock(0), 9, MESSAGES);
        eventually(
            () -> "all: " + recorder.status(), () -> recorder.status().recorded() == MESSAGES);
      }
      try (MqttLink listener = transport.link(settings(broker), vertx);
          Recorder recorder = recorder(second, listener);
          RecordingReader reader = RecordingReader.open(first)) {
        ReplaySettings all = ReplaySettings.original().asFastAsPossible().withCommands();
        ReplayReport report = new Replayer(reader, speaker, all, CLOCK).run();
        assertEquals(MESSAGES, report.published());
        eventually(
            () -> "all: " + recorder.status(), () -> recorder.status().recorded() == MESSAGES);
      }
    } finally {
      vertx.close().await();
    }
    assertEquals(Recordings.texts(first), Recordings.texts(second));
  }

  private static MqttSettings settings(LocalBroker broker) throws Exception {
    // The talk is a burst that no robot makes; this test is about the recorder.
    return MqttSettings.of(broker.uri()).withMaxUnsent(MESSAGES);
  }

  private static Recorder recorder(Path file, MqttLink listener) throws Exception {
    listener.connect().toCompletableFuture().get(10, TimeUnit.SECONDS);
    Recorder recorder = Recorder.create(file, CLOCK, WallClock.system());
    listener.subscribe("hjelm/#", recorder).toCompletableFuture().get(10, TimeUnit.SECONDS);
    return recorder;
  }
}
