package io.github.hjelm.controller.health;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Each fault once, with how often it came: a fault in every cycle fills neither memory nor a disk.
 * Any thread records, any reads, nobody waits, nothing is logged.
 *
 * <p>Two are the same when class, topmost place and message are, whatever numbers the messages
 * carry. The first {@link #KEPT} are told apart; what comes beyond is only counted.
 */
public final class DistinctFaults {

  public static final int KEPT = 64;

  private static final int MESSAGE_CHARS = 400;

  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(KEPT);
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong beyond = new AtomicLong();

  /**
   * Counts one.
   *
   * @param epochMillis now, for people to read
   * @return whether it is a new one that was kept, so that somebody may be told of it once
   */
  public boolean record(Throwable fault, long epochMillis) {
    total.incrementAndGet();
    String message = message(fault);
    StackTraceElement at = top(fault);
    for (int i = 0; i < KEPT; i++) {
      Entry entry = entries.get(i);
      if (entry == null) {
        Entry mine = new Entry(fault.getClass(), message, at, epochMillis);
        entry = entries.compareAndExchange(i, null, mine);
        if (entry == null) {
          return true;
        }
      }
      if (entry.isOf(fault.getClass(), message, at)) {
        entry.again(epochMillis);
        return false;
      }
    }
    beyond.incrementAndGet();
    return false;
  }

  /** How often anything went wrong. */
  public long total() {
    return total.get();
  }

  /** How often something went wrong that was not kept apart, because there was no room. */
  public long beyond() {
    return beyond.get();
  }

  /** Those that were kept, in the order in which they came first. */
  public List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (int i = 0; i < KEPT; i++) {
      Entry entry = entries.get(i);
      if (entry == null) {
        break;
      }
      all.add(entry.told());
    }
    return all;
  }

  private static String message(Throwable fault) {
    String message;
    try {
      message = fault.getMessage();
    } catch (RuntimeException e) {
      // A fault that cannot even say what it is must not end the loop.
      message = "(no message, for asking for it threw a " + e.getClass().getName() + ")";
    }
    if (message == null) {
      return "";
    }
    return message.length() > MESSAGE_CHARS ? message.substring(0, MESSAGE_CHARS) : message;
  }

  private static @Nullable StackTraceElement top(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length == 0 ? null : trace[0];
  }

  private static final class Entry {

    private final Class<?> type;
    private final String message;
    private final @Nullable StackTraceElement at;
    private final long firstEpochMillis;
    private final AtomicLong count = new AtomicLong(1);
    private volatile long lastEpochMillis;

    Entry(Class<?> type, String message, @Nullable StackTraceElement at, long epochMillis) {
      this.type = type;
      this.message = message;
      this.at = at;
      firstEpochMillis = epochMillis;
      lastEpochMillis = epochMillis;
    }

    boolean isOf(Class<?> otherType, String otherMessage, @Nullable StackTraceElement otherAt) {
      return type == otherType
          && (at == null ? otherAt == null : at.equals(otherAt))
          && sameButForNumbers(message, otherMessage);
    }

    void again(long epochMillis) {
      count.incrementAndGet();
      lastEpochMillis = epochMillis;
    }

    Fault told() {
      return new Fault(
          type.getName(),
          message,
          at == null ? "" : at.toString(),
          count.get(),
          firstEpochMillis,
          lastEpochMillis);
    }
  }

  private static boolean sameButForNumbers(String one, String other) {
    int i = 0;
    int j = 0;
    while (i < one.length() && j < other.length()) {
      if (isDigit(one, i) && isDigit(other, j)) {
        i = behindDigits(one, i);
        j = behindDigits(other, j);
      } else if (one.charAt(i++) != other.charAt(j++)) {
        return false;
      }
    }
    return i == one.length() && j == other.length();
  }

  private static int behindDigits(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text, at)) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(String text, int at) {
    char letter = text.charAt(at);
    return letter >= '0' && letter <= '9';
  }
}
