package io.github.hjelm.controller.dashboard;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The newest events, for pages that come later too. Any thread adds; nobody waits. */
public final class EventLog {

  /** Older ones are forgotten. */
  public static final int KEPT = 128;

  private final AtomicReferenceArray<@Nullable Event> events = new AtomicReferenceArray<>(KEPT);
  private final AtomicLong added = new AtomicLong();

  /** How loud an event is. */
  public enum Level {
    NOTE,
    WARNING,
    ALARM
  }

  /**
   * Something that happened.
   *
   * @param number counts events, from zero
   * @param name such as {@code MODEL_MISMATCH}
   * @param epochMillis for people to read
   */
  public record Event(long number, long epochMillis, Level level, String name, String text) {}

  public void add(long epochMillis, Level level, String name, String text) {
    long number = added.getAndIncrement();
    events.set((int) (number % KEPT), new Event(number, epochMillis, level, name, text));
  }

  /** How many were added, or are being. */
  public long count() {
    return added.get();
  }

  /** The event of that number, or null where it is forgotten or not there yet. */
  public @Nullable Event at(long number) {
    Event event = events.get((int) (number % KEPT));
    return event != null && event.number() == number ? event : null;
  }
}
