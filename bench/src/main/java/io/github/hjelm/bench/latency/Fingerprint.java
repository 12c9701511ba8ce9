package io.github.hjelm.bench.latency;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of the machine beyond one line; what nobody can tell is left out. */
final class Fingerprint {

  private Fingerprint() {}

  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    add(facts, "kernel", "/proc/sys/kernel/osrelease");
    add(facts, "kernel build", "/proc/sys/kernel/version");
    add(facts, "clock source", "/sys/devices/system/clocksource/clocksource0/current_clocksource");
    add(facts, "idle driver", "/sys/devices/system/cpu/cpuidle/current_driver");
    add(facts, "frequency governor", "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    add(facts, "timer slack in ns", "/proc/self/timerslack_ns");
    add(facts, "load average before", "/proc/loadavg");
    facts.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put(
        "Java options of the bench",
        String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
    return facts;
  }

  private static void add(Map<String, String> facts, String name, String file) {
    try {
      String text = Files.readString(Path.of(file)).strip();
      if (!text.isEmpty()) {
        facts.put(name, text);
      }
    } catch (IOException e) {
      facts.remove(name); // this system has no such file
    }
  }
}
