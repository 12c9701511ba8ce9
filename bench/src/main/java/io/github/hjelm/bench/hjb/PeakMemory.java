package io.github.hjelm.bench.hjb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this process has held at once, as Linux counts it. */
final class PeakMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private PeakMemory() {}

  /** All of it, heap and everything else; NaN where the system does not say. */
  static double gibibytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmHWM:")) {
          return Double.parseDouble(line.replaceAll("[^0-9]", "")) / (1 << 20);
        }
      }
    } catch (IOException e) {
      return Double.NaN; // no such file on this system
    }
    return Double.NaN;
  }
}
