package io.github.hjelm.bench.measure;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the whole machine has counted so far. */
public final class MachineUsage {

  private static final int STEAL = 8;

  /** {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=1234}. */
  private static final Pattern SOME = Pattern.compile("some .*\\btotal=(\\d+)");

  private final Path proc;
  private final Path powercap;

  /** Of this machine. */
  public MachineUsage() {
    this(Path.of("/proc"), Path.of("/sys/class/powercap"));
  }

  /**
   * Of a machine whose counters lie elsewhere.
   *
   * @param proc as {@code /proc}
   * @param powercap as {@code /sys/class/powercap}
   */
  public MachineUsage(Path proc, Path powercap) {
    this.proc = proc;
    this.powercap = powercap;
  }

  /** Hundredths of a second that the hypervisor gave to others; empty where nobody counts. */
  public OptionalLong stealTicks() {
    try {
      String all = Files.readAllLines(proc.resolve("stat")).get(0);
      return OptionalLong.of(Long.parseLong(all.split(" +", -1)[STEAL]));
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Time in µs in which some task, whosever it is, could have run and waited for a processor; empty
   * where the kernel does not count it (PSI).
   */
  public OptionalLong waitedForProcessorUs() {
    try {
      for (String line : Files.readAllLines(proc.resolve("pressure").resolve("cpu"))) {
        Matcher some = SOME.matcher(line);
        if (some.matches()) {
          return OptionalLong.of(Long.parseLong(some.group(1)));
        }
      }
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty(); // built without it, or started without it
    }
    return OptionalLong.empty();
  }

  /**
   * Energy that all processor packages have used, in µJ, from a counter that wraps; empty where the
   * machine has none. It is never estimated.
   */
  public OptionalLong energyMicrojoule() {
    BigInteger sum = BigInteger.ZERO;
    boolean any = false;
    try (DirectoryStream<Path> zones = Files.newDirectoryStream(powercap, "intel-rapl:*")) {
      for (Path zone : zones) {
        // intel-rapl:0 is a package; intel-rapl:0:0 a part of it.
        if (zone.getFileName().toString().matches("intel-rapl:\\d+")) {
          sum = sum.add(new BigInteger(Files.readString(zone.resolve("energy_uj")).strip()));
          any = true;
        }
      }
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty(); // no such counter, or not for us
    }
    return any ? OptionalLong.of(sum.longValue()) : OptionalLong.empty();
  }
}
