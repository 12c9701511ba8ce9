package io.github.hjelm.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the operating system says of a process.
 *
 * @param cpuNs spent by all of its threads, to 10 ms
 * @param residentBytes of memory
 * @param switches of its threads; empty when the system does not tell
 */
public record ProcessUsage(long cpuNs, long residentBytes, Optional<ThreadSwitches> switches) {

  /** Linux counts in hundredths of a second towards programs, whatever the kernel's own tick. */
  private static final long TICK_NS = 10_000_000;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  /** Reads it; empty when there is no such process or no such system. */
  public static Optional<ProcessUsage> of(long pid) {
    return read(Path.of("/proc", Long.toString(pid)));
  }

  static Optional<ProcessUsage> read(Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"));
      // The name in parentheses may hold blanks; the state is the first field behind it.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
      for (String line : Files.readAllLines(process.resolve("status"))) {
        if (line.startsWith("VmRSS:")) {
          long kib = Long.parseLong(line.replaceAll("\\D", ""));
          return Optional.of(
              new ProcessUsage(ticks * TICK_NS, kib << 10, ThreadSwitches.read(process)));
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // it has ended, or this is not Linux
    }
  }
}
