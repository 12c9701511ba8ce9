package io.github.hjelm.sensors.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.time.HandSetClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayerTest {

  private final HandSetClock clock = new HandSetClock(Long.MAX_VALUE - 1_000);
  private final MemoryBroker broker = new MemoryBroker(clock);
  private final MemoryBroker.Link link = broker.link();
  private final List<String> heard = new ArrayList<>();

  private Path file = Path.of("");

  /** Five messages: at 2, 2, 5, 5 and 9 ms. */
  @BeforeEach
  void record(@TempDir Path folder) throws RecordingRefusal {
    file = folder.resolve("five.hjrec");
    HandSetClock then = new HandSetClock(0);
    MemoryBroker oldBroker = new MemoryBroker(then);
    MemoryBroker.Link speaker = oldBroker.link();
    speaker.publish("hjelm/amr/status", new byte[] {'s'}, 1, true);
    try (Recorder recorder = Recordings.recorder(file, then)) {
      then.advanceNs(2_000_000);
      oldBroker.link().subscribe("#", recorder);
      Recordings.say(speaker, "hjelm/amr/obs/state", "a");
      then.advanceNs(3_000_000);
      Recordings.say(speaker, "hjelm/amr/cmd", "b");
      Recordings.say(speaker, "hjelm/amr/obs/state", "c");
      then.advanceNs(4_000_000);
      Recordings.say(speaker, "hjelm/amr/event", "d");
    }
    broker
        .link()
        .subscribe(
            "#",
            message -> {
              byte[] bytes = new byte[message.length()];
              message.copyTo(bytes);
              heard.add(new String(bytes, StandardCharsets.UTF_8));
            });
  }

  @Test
  void keepsTheRecordedTimesAndWithholdsCommands() throws RecordingRefusal {
    try (RecordingReader reader = RecordingReader.open(file)) {
      Replayer replayer = new Replayer(reader, link, ReplaySettings.original(), clock);
      assertEquals(3_000_000, replayer.doWork());
      assertEquals(List.of("s", "a"), heard);
      clock.advanceNs(2_999_999);
      assertEquals(1, replayer.doWork());
      clock.advanceNs(1);
      assertEquals(4_000_000, replayer.doWork());
      assertEquals(List.of("s", "a", "c"), heard);
      clock.advanceNs(9_000_000);
      assertEquals(Replayer.FINISHED, replayer.doWork());
      assertEquals(new ReplayReport(4, 0, 1, 0, 0, RecordingEnding.COMPLETE), replayer.report());
    }
    assertEquals(0, broker.kept("hjelm/amr/status").length, "retained unasked");
  }

  @Test
  void scalesTheTimes() throws RecordingRefusal {
    try (RecordingReader reader = RecordingReader.open(file)) {
      ReplaySettings settings = ReplaySettings.original().withSpeed(0.5);
      assertEquals(6_000_000, new Replayer(reader, link, settings, clock).doWork());
    }
    try (RecordingReader reader = RecordingReader.open(file)) {
      ReplaySettings settings = ReplaySettings.original().withSpeed(3);
      assertEquals(1_000_000, new Replayer(reader, link, settings, clock).doWork());
    }
  }

  @Test
  void replaysCommandsAndRetainedMessagesWhenAsked() throws RecordingRefusal {
    ReplaySettings settings =
        ReplaySettings.original().asFastAsPossible().withCommands().withRetained();
    ReplayReport report = replay(settings);
    assertEquals(new ReplayReport(5, 0, 0, 0, 0, RecordingEnding.COMPLETE), report);
    assertEquals(List.of("s", "a", "b", "c", "d"), heard);
    assertEquals(1, broker.kept("hjelm/amr/status").length);
  }

  @Test
  void neverRetainsACommand(@TempDir Path folder) throws RecordingRefusal {
    file = folder.resolve("kept.hjrec");
    HandSetClock then = new HandSetClock(0);
    MemoryBroker.Link listener = new MemoryBroker(then).link();
    try (Recorder recorder = Recordings.recorder(file, then)) {
      listener.subscribe("#", recorder);
      listener.receiveRetained("hjelm/amr/cmd", new byte[] {'k'});
    }
    ReplayReport report =
        replay(ReplaySettings.original().asFastAsPossible().withCommands().withRetained());
    assertEquals(new ReplayReport(1, 0, 0, 0, 0, RecordingEnding.COMPLETE), report);
    assertEquals(List.of("k"), heard);
    assertEquals(0, broker.kept("hjelm/amr/cmd").length);
  }

  @Test
  void replaysOnlyTheTopicsAskedFor() throws RecordingRefusal {
    ReplaySettings settings =
        ReplaySettings.original()
            .asFastAsPossible()
            .withFilters("hjelm/+/obs/#", "hjelm/amr/event");
    assertEquals(new ReplayReport(3, 2, 0, 0, 0, RecordingEnding.COMPLETE), replay(settings));
    assertEquals(List.of("a", "c", "d"), heard);
  }

  @Test
  void waitsForACongestedLinkAndLosesNothing() throws RecordingRefusal {
    try (RecordingReader reader = RecordingReader.open(file)) {
      ReplaySettings settings = ReplaySettings.original().asFastAsPossible();
      Replayer replayer = new Replayer(reader, link, settings, clock);
      link.congest(true);
      assertTrue(replayer.doWork() > 0);
      assertEquals(List.of(), heard);
      link.congest(false);
      assertEquals(Replayer.FINISHED, replayer.doWork());
      assertEquals(List.of("s", "a", "c", "d"), heard);
    }
  }

  @Test
  void countsWhatTheLinkRefuses() throws RecordingRefusal {
    link.lose();
    ReplayReport report = replay(ReplaySettings.original().asFastAsPossible());
    assertEquals(new ReplayReport(0, 0, 1, 4, 0, RecordingEnding.COMPLETE), report);
  }

  @Test
  void refusesSettingsThatCannotBeMeant() {
    ReplaySettings original = ReplaySettings.original();
    assertThrows(IllegalArgumentException.class, () -> original.withSpeed(0));
    assertThrows(IllegalArgumentException.class, () -> original.withSpeed(-1));
    assertThrows(IllegalArgumentException.class, () -> original.withSpeed(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> original.withFilters("hjelm/+/cmd"));
    assertThrows(IllegalArgumentException.class, () -> original.withFilters("hjelm/#/cmd"));
    assertEquals(1, original.withCommands().withFilters("hjelm/+/cmd").filters().size());
  }

  private ReplayReport replay(ReplaySettings settings) throws RecordingRefusal {
    try (RecordingReader reader = RecordingReader.open(file)) {
      return new Replayer(reader, link, settings, clock).run();
    }
  }
}
