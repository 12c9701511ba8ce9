package io.github.hjelm.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hjelm.controller.dashboard.EventLog;
import io.github.hjelm.controller.dashboard.EventLog.Event;
import io.github.hjelm.controller.dashboard.EventLog.Level;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What happens to robots, as one JSON object a line, for programs that gather logs. The loop only
 * leaves events in memory; they are written here, once a second, by the thread that asks.
 */
final class EventLines implements AutoCloseable {

  private final Path file;
  private final Writer out;
  private final WallClock clock;
  private final ObjectMapper mapper = new ObjectMapper();

  /** The next event of each log. */
  private final Map<EventLog, Long> next = new WeakHashMap<>();

  private @Nullable IOException fault;
  private boolean told;

  private EventLines(Path file, Writer out, WallClock clock) {
    this.file = file;
    this.out = out;
    this.clock = clock;
  }

  /** Goes on with a file, or begins one. */
  static EventLines appendingTo(Path file, WallClock clock) {
    try {
      Writer out =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return new EventLines(file, out, clock);
    } catch (IOException e) {
      throw new InputRefusal("--log: " + file + " cannot be written: " + e.getMessage());
    }
  }

  /** Writes what happened to a robot since it was asked last. */
  void write(String robot, EventLog log) {
    long first = next.getOrDefault(log, 0L);
    long number = Math.max(first, log.count() - EventLog.KEPT);
    if (number > first) {
      String text = (number - first) + " events came too fast to be kept";
      line(clock.epochMillis(), Level.WARNING, robot, "FORGOTTEN", text);
    }
    for (Event event = log.at(number); event != null; event = log.at(number)) {
      line(event.epochMillis(), event.level(), robot, event.name(), event.text());
      number++;
    }
    next.put(log, number);
  }

  /** Writes what the controller itself has to say. */
  void say(String text) {
    line(clock.epochMillis(), Level.NOTE, null, "CONTROLLER", text);
  }

  /**
   * Brings it all to the file.
   *
   * @return a sentence when something could not be written, the first time; null otherwise
   */
  @Nullable String flush() {
    try {
      out.flush();
    } catch (IOException e) {
      fault = e;
    }
    if (fault == null || told) {
      return null;
    }
    told = true;
    return "the log " + file + " cannot be written: " + fault.getMessage();
  }

  private void line(
      long epochMillis, Level level, @Nullable String robot, String event, String text) {
    ObjectNode line = mapper.createObjectNode();
    line.put("time", Instant.ofEpochMilli(epochMillis).toString());
    line.put("level", level.name());
    if (robot != null) {
      line.put("robot", robot);
    }
    line.put("event", event).put("text", text);
    try {
      out.write(line + "\n");
    } catch (IOException e) {
      fault = e;
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
