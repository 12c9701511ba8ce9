package io.github.hjelm.sensors.record;

import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.time.HandSetClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Recordings made by hand, and what is in them. */
final class Recordings {

  static final long WALL_CLOCK_MS = 1_795_000_000_000L;

  private Recordings() {}

  static Recorder recorder(Path file, HandSetClock clock) throws RecordingRefusal {
    return Recorder.open(file, clock, () -> WALL_CLOCK_MS, 1 << 20, 4096);
  }

  /** A seeded conversation on a few topics, with the clock moving between messages. */
  static void talk(MqttLink link, HandSetClock clock, long seed, int messages) {
    Random random = new Random(seed);
    List<String> topics =
        List.of("hjelm/amr/obs/state", "hjelm/amr/cmd", "hjelm/amr/event", "hjelm/größe/status");
    for (int i = 0; i < messages; i++) {
      byte[] payload = new byte[random.nextInt(5) == 0 ? 0 : random.nextInt(300)];
      random.nextBytes(payload);
      String topic = topics.get(random.nextInt(topics.size()));
      link.publish(topic, payload, payload.length, false);
      clock.advanceNs(random.nextInt(3_000_000));
    }
  }

  /** A message as text that can be compared. */
  static String text(RecordedMessage message) {
    return message.topic()
        + (message.retained() ? " retained " : " ")
        + Arrays.toString(message.payload());
  }

  static List<String> texts(Path file) throws RecordingRefusal {
    try (RecordingReader reader = RecordingReader.open(file)) {
      return texts(reader);
    }
  }

  static List<String> texts(RecordingReader reader) throws RecordingRefusal {
    List<String> texts = new ArrayList<>();
    for (RecordedMessage m = reader.next(); m != null; m = reader.next()) {
      texts.add(text(m));
    }
    return texts;
  }

  static RecordingReader reader(byte[] file) throws RecordingRefusal {
    return RecordingReader.of("memory", new ByteArrayInputStream(file));
  }

  static void say(MemoryBroker.Link link, String topic, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    link.publish(topic, bytes, bytes.length, false);
  }
}
