package io.github.hjelm.sensors.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.time.HandSetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

  private final HandSetClock clock = new HandSetClock(-5_000);
  private final MemoryBroker broker = new MemoryBroker(clock);
  private final MemoryBroker.Link speaker = broker.link();
  private final MemoryBroker.Link listener = broker.link();

  @Test
  void keepsTopicTimeFlagAndBytes(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.hjrec");
    byte[] kept = {1, 2, 3};
    speaker.publish("hjelm/amr/status", kept, 3, true);
    try (Recorder recorder = Recordings.recorder(file, clock)) {
      listener.subscribe("hjelm/#", recorder);
      clock.advanceNs(7_000);
      Recordings.say(speaker, "hjelm/amr/obs/state", "x");
      Recordings.say(speaker, "elsewhere", "y");
    }
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertEquals(Recordings.WALL_CLOCK_MS, reader.wallClockMs());
      RecordedMessage first = Objects.requireNonNull(reader.next());
      assertEquals("hjelm/amr/status retained [1, 2, 3]", Recordings.text(first));
      assertEquals(0, first.offsetNs());
      RecordedMessage second = Objects.requireNonNull(reader.next());
      assertEquals("hjelm/amr/obs/state [120]", Recordings.text(second));
      assertEquals(7_000, second.offsetNs());
      assertEquals(RecordingEnding.NOT_REACHED, reader.ending());
      assertNull(reader.next());
      assertEquals(RecordingEnding.COMPLETE, reader.ending());
      assertEquals(Files.size(file), reader.wholeBytes());
    }
  }

  @Test
  void dropsCountsAndMarksWhatTheRingCannotHold(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.hjrec");
    Recorder recorder = Recordings.recorder(file, clock);
    listener.subscribe("#", recorder);
    byte[] payload = new byte[4096];
    for (int i = 0; i < 300; i++) {
      speaker.publish("t", payload, payload.length, false);
    }
    RecorderStatus full = recorder.status();
    assertEquals(300, full.received());
    assertEquals(300, full.recorded() + full.dropped());
    assertTrue(full.dropped() > 30, full + " dropped nothing");
    recorder.writeOut();
    speaker.publish("t", payload, payload.length, false);
    recorder.close();
    assertEquals(full.recorded() + 1, recorder.status().recorded());
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertEquals(full.recorded() + 1, Recordings.texts(reader).size());
      assertEquals(full.dropped(), reader.dropped());
      assertEquals(RecordingEnding.COMPLETE, reader.ending());
    }
  }

  @Test
  void marksDropsThatNothingFollowed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.hjrec");
    Recorder recorder = Recordings.recorder(file, clock);
    listener.subscribe("#", recorder);
    speaker.publish("t", new byte[5000], 5000, false);
    recorder.close();
    try (RecordingReader reader = RecordingReader.open(file)) {
      assertEquals(List.of(), Recordings.texts(reader));
      assertEquals(1, reader.dropped());
      assertEquals(RecordingEnding.COMPLETE, reader.ending());
    }
  }

  @Test
  void writesByItselfWhenCreated(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.hjrec");
    try (Recorder recorder = Recorder.create(file, clock, () -> 0)) {
      listener.subscribe("#", recorder);
      Recordings.talk(speaker, clock, 3, 2000);
    }
    assertEquals(2000, Recordings.texts(file).size());
  }

  @Test
  void ignoresWhatComesAfterClosing(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.hjrec");
    Recorder recorder = Recordings.recorder(file, clock);
    listener.subscribe("#", recorder);
    recorder.close();
    Recordings.say(speaker, "t", "late");
    recorder.close();
    assertEquals(0, recorder.status().received());
    assertEquals(List.of(), Recordings.texts(file));
  }

  @Test
  void neverOverwritesAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.hjrec"), "precious");
    RecordingRefusal refusal =
        assertThrows(RecordingRefusal.class, () -> Recordings.recorder(file, clock));
    assertTrue(refusal.toString().contains("exists already"), refusal.toString());
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void refusesAFolderThatIsNotThere(@TempDir Path folder) {
    Path file = folder.resolve("missing").resolve("a.hjrec");
    RecordingRefusal refusal =
        assertThrows(RecordingRefusal.class, () -> Recordings.recorder(file, clock));
    assertTrue(refusal.toString().contains("cannot be written"), refusal.toString());
  }

  @Test
  void refusesFilesThatAreNoRecordings(@TempDir Path folder) throws IOException {
    Path absent = folder.resolve("absent");
    assertThrows(RecordingRefusal.class, () -> RecordingReader.open(absent));
    Path text = Files.writeString(folder.resolve("text"), "x".repeat(100));
    RecordingRefusal refusal =
        assertThrows(RecordingRefusal.class, () -> RecordingReader.open(text));
    assertTrue(refusal.toString().contains("is not a recording"), refusal.toString());
  }
}
