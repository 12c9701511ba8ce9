package io.github.hjelm.export.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stands beside every figure: the machine it comes from. */
public final class Machine {

  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Processor, cores, operating system and JDK in one line. */
  public static String describe() {
    return processor()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + ", JDK "
        + System.getProperty("java.version");
  }

  private static String processor() {
    try {
      for (String line : Files.readAllLines(CPU)) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      return System.getProperty("os.arch"); // no such file on this system
    }
    return System.getProperty("os.arch");
  }
}
