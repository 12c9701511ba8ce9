package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hjelm.controller.dashboard.EventLog;
import io.github.hjelm.controller.dashboard.EventLog.Level;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {

  private static final long NOW_MS = 1_795_295_000_000L;
  private static final WallClock CLOCK = () -> NOW_MS;

  @TempDir private Path folder;

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("log"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void writesEachEventOnceAndGoesOnWithTheFile() throws IOException {
    EventLog log = new EventLog();
    log.add(1_000, Level.WARNING, "HELD_STALE_OBSERVATION", "what is \"sent\"\nis STOP");
    try (EventLines lines = EventLines.appendingTo(folder.resolve("log"), CLOCK)) {
      lines.write("amr", log);
      lines.write("amr", log);
      log.add(2_000, Level.NOTE, "PASSED", "it goes on");
      lines.write("amr", log);
      assertNull(lines.flush());
    }
    try (EventLines lines = EventLines.appendingTo(folder.resolve("log"), CLOCK)) {
      lines.say("amr: sent away");
    }
    List<JsonNode> lines = lines();
    assertEquals(3, lines.size());
    assertEquals(
        "{\"time\":\"1970-01-01T00:00:01Z\",\"level\":\"WARNING\",\"robot\":\"amr\","
            + "\"event\":\"HELD_STALE_OBSERVATION\",\"text\":\"what is \\\"sent\\\"\\nis STOP\"}",
        lines.get(0).toString());
    assertEquals("PASSED", lines.get(1).get("event").asText());
    assertNull(lines.get(2).get("robot"));
    assertEquals("CONTROLLER", lines.get(2).get("event").asText());
  }

  @Test
  void saysHowManyCameTooFast() throws IOException {
    EventLog log = new EventLog();
    try (EventLines lines = EventLines.appendingTo(folder.resolve("log"), CLOCK)) {
      for (int i = 0; i < EventLog.KEPT + 7; i++) {
        log.add(i, Level.NOTE, "E", Integer.toString(i));
      }
      lines.write("amr", log);
    }
    List<JsonNode> lines = lines();
    assertEquals(EventLog.KEPT + 1, lines.size());
    assertEquals("FORGOTTEN", lines.get(0).get("event").asText());
    assertTrue(lines.get(0).get("text").asText().startsWith("7 "), lines.get(0)::toString);
    assertEquals("7", lines.get(1).get("text").asText());
  }

  @Test
  void aFileThatCannotBeWrittenIsRefusedAndAFullDiskToldOnce() throws IOException {
    assertThrows(InputRefusal.class, () -> EventLines.appendingTo(folder, CLOCK));
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "skipped, because this system has no device that is full");
    EventLines lines = EventLines.appendingTo(full, CLOCK);
    lines.say("anything");
    assertNotNull(lines.flush());
    lines.say("more");
    assertNull(lines.flush());
  }
}
