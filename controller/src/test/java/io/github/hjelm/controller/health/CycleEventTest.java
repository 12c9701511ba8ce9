package io.github.hjelm.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.hjelm.controller.loop.CycleStage;
import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.sensors.frame.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CycleEventTest {

  private static final String NAME = "hjelm.Cycle";

  @TempDir Path folder;

  private final RobotVitals vitals =
      new RobotVitals("amr-1", new CycleTiming(20_000_000, 20_000_000, 0, 1_000_000), () -> 0);

  @Test
  void aRecordingThatAsksForCyclesHasThem() throws Exception {
    List<RecordedEvent> events = record(true);
    assertEquals(2, events.size());
    RecordedEvent event = events.get(1);
    assertEquals("amr-1", event.getString("robot"));
    assertEquals("FILTERED", event.getString("verdict"));
    for (int stage = 0; stage < CycleStage.labels().size(); stage++) {
      String field = CycleStage.labels().get(stage);
      assertEquals(Duration.ofNanos(2100 + stage), event.getDuration(field), field);
    }
    assertFalse(event.hasField("stackTrace") && event.getStackTrace() != null);
  }

  @Test
  void aRecordingThatDoesNotAskHasNone() throws Exception {
    assertEquals(List.of(), record(false));
  }

  private List<RecordedEvent> record(boolean cycles) throws Exception {
    Path file = folder.resolve("cycles.jfr");
    try (Recording recording = new Recording()) {
      if (cycles) {
        recording.enable(NAME);
      }
      recording.start();
      vitals.cycle(1, Verdict.PASSED, new long[] {1100, 1101, 1102, 1103, 1104});
      vitals.cycle(2, Verdict.FILTERED, new long[] {2100, 2101, 2102, 2103, 2104});
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(NAME))
        .toList();
  }
}
