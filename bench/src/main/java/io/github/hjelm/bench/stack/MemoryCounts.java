package io.github.hjelm.bench.stack;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack that runs on a virtual machine says of itself, counted from its start.
 *
 * @param allocatedBytes by all of its threads
 * @param collections garbage collections
 * @param collectionMs what they took together
 */
public record MemoryCounts(long allocatedBytes, long collections, long collectionMs) {

  /** How such a line begins. */
  public static final String WORD = "stats";

  /** Reads {@code stats allocated=N gc=N gc_ms=N}; empty when it is something else. */
  static Optional<MemoryCounts> parse(String line) {
    String[] words = line.split(" ", -1);
    Map<String, Long> counts = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 1 || !words[i].substring(equals + 1).matches("\\d{1,18}")) {
        return Optional.empty();
      }
      counts.put(words[i].substring(0, equals), Long.valueOf(words[i].substring(equals + 1)));
    }
    Long allocated = counts.get("allocated");
    Long collections = counts.get("gc");
    Long millis = counts.get("gc_ms");
    return words[0].equals(WORD) && allocated != null && collections != null && millis != null
        ? Optional.of(new MemoryCounts(allocated, collections, millis))
        : Optional.empty();
  }

  /** What this process is at. */
  public static MemoryCounts ofThisProcess() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      allocated += Math.max(0, bytes);
    }
    long collections = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    return new MemoryCounts(allocated, collections, millis);
  }

  /** What was added since. */
  public MemoryCounts minus(MemoryCounts before) {
    return new MemoryCounts(
        allocatedBytes - before.allocatedBytes,
        collections - before.collections,
        collectionMs - before.collectionMs);
  }

  /** The sum of both. */
  public MemoryCounts plus(MemoryCounts more) {
    return new MemoryCounts(
        allocatedBytes + more.allocatedBytes,
        collections + more.collections,
        collectionMs + more.collectionMs);
  }

  /** The line that a stack answers with. */
  public String line() {
    return "%s allocated=%d gc=%d gc_ms=%d"
        .formatted(WORD, allocatedBytes, collections, collectionMs);
  }
}
