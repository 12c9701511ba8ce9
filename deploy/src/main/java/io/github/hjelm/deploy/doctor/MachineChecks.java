package io.github.hjelm.deploy.doctor;

import static java.util.Locale.ROOT;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Cores, vector instructions, memory and disk. */
final class MachineChecks {

  private static final double GIB = 1024.0 * 1024 * 1024;

  /** The JVM's fixed heap, TensorFlow and its libraries, and room for the system. */
  private static final double MEMORY_NEEDED_GIB = 2;

  /** TensorFlow's native libraries, unpacked, with room for a second version beside them. */
  private static final double CACHE_NEEDED_GIB = 1.5;

  private MachineChecks() {}

  static Finding cores(Host host) {
    int cores = host.cores();
    double load = host.load();
    String whatItIs =
        cores
            + (cores == 1 ? " core" : " cores")
            + (load < 0 ? "" : String.format(ROOT, ", load %.1f", load));
    if (!(cores >= 2)) {
      return Finding.warning(
          "Cores", whatItIs, "Give the controller a core of its own: two cores or more.");
    }
    if (load > cores) {
      return Finding.warning(
          "Cores", whatItIs, "Stop other work before you measure or drive: see 'top'.");
    }
    return Finding.ok("Cores", whatItIs);
  }

  static Finding vectors(Host host) {
    Set<String> flags = cpuFlags(host);
    String widest =
        flags.contains("avx512f")
            ? "AVX-512"
            : flags.contains("avx2")
                ? "AVX2"
                : flags.contains("asimd") || host.property("os.arch").equals("aarch64")
                    ? "NEON"
                    : "";
    String module =
        host.hasModule("jdk.incubator.vector")
            ? "jdk.incubator.vector present"
            : "jdk.incubator.vector absent";
    if (widest.isEmpty()) {
      return Finding.warning(
          "SIMD",
          "no AVX2, AVX-512 or NEON seen, " + module,
          "On a virtual machine, pass the host's processor through (QEMU: -cpu host).");
    }
    return Finding.ok("SIMD", widest + ", " + module);
  }

  private static Set<String> cpuFlags(Host host) {
    String flags =
        host.file("/proc/cpuinfo").stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
            .findFirst()
            .orElse("");
    return Set.copyOf(Arrays.asList(flags.split("\\s+", -1)));
  }

  static Finding memory(Host host) {
    double totalGib = host.memoryBytes() / GIB;
    Optional<Long> available = availableBytes(host);
    String whatItIs =
        String.format(ROOT, "%.1f GiB", totalGib)
            + available.map(b -> String.format(ROOT, ", %.1f GiB available", b / GIB)).orElse("");
    double usableGib = available.map(b -> b / GIB).orElse(totalGib);
    if (!(usableGib >= MEMORY_NEEDED_GIB)) {
      return Finding.warning(
          "Memory",
          whatItIs,
          "Free some: the controller with TensorFlow wants "
              + MEMORY_NEEDED_GIB
              + " GiB, and swapping stops it.");
    }
    return Finding.ok("Memory", whatItIs);
  }

  private static Optional<Long> availableBytes(Host host) {
    return host.file("/proc/meminfo").stream()
        .flatMap(String::lines)
        .filter(line -> line.matches("MemAvailable:\\s+[0-9]{1,15} kB"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst();
  }

  static Finding nativeCache(Host host) {
    String named = host.property("org.bytedeco.javacpp.cachedir");
    Path cache = named.isEmpty() ? Path.of(host.property("user.home"), ".javacpp") : Path.of(named);
    double freeGib = host.diskBytes(cache) / GIB;
    String whatItIs = String.format(ROOT, "%.1f GiB free for %s", freeGib, cache);
    if (!(freeGib >= CACHE_NEEDED_GIB)) {
      return Finding.warning(
          "Disk",
          whatItIs,
          "TensorFlow unpacks 0.7 GB there: make room, or name another place with"
              + " HJELM_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR");
    }
    return Finding.ok("Disk", whatItIs);
  }
}
