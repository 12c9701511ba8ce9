package io.github.hjelm.deploy.doctor;

import static java.util.Locale.ROOT;

import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What decides whether a thread that sleeps wakes in time. */
final class RealTimeChecks {

  private static final String LIMITS_FILE = "/etc/security/limits.d/99-hjelm.conf";

  private static final String WAKES_WITHIN = "/dev/cpu_dma_latency";

  private static final int SLEEPS = 300;
  private static final long SLEEP_NS = 1_000_000;

  /** A tenth of a cycle at 1 kHz. */
  private static final long LATE_NS = 100_000;

  private RealTimeChecks() {}

  static Finding kernel(Host host) {
    String version = host.property("os.name") + " " + host.property("os.version");
    boolean realTime =
        host.file("/sys/kernel/realtime").orElse("").equals("1")
            || host.output("uname", "-v").orElse("").contains("PREEMPT_RT");
    return realTime
        ? Finding.ok("Kernel", version + ", real-time")
        : Finding.note(
            "Kernel",
            version + ", not real-time",
            "For hard deadlines: apt-get install linux-image-rt-amd64 (Debian), or the RT kernel of"
                + " Jetson Linux.");
  }

  static Finding governor(Host host) {
    String governor = host.file("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").orElse("");
    if (governor.isEmpty()) {
      return Finding.ok("Governor", "not visible here, as on most virtual machines");
    }
    if (governor.equals("performance")) {
      return Finding.ok("Governor", governor);
    }
    return Finding.warning(
        "Governor",
        governor + ": the clock rises only after work has begun",
        "echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor");
  }

  /** Whether a controller may keep processors from sleeping. */
  static Finding idle(Host host) {
    if (host.output("test", "-e", WAKES_WITHIN).isEmpty()) {
      return Finding.ok("Idle", "this system has no " + WAKES_WITHIN);
    }
    return host.output("test", "-w", WAKES_WITHIN).isPresent()
        ? Finding.ok("Idle", "./hjelm run --awake may keep the processors from sleeping")
        : Finding.note(
            "Idle",
            "processors sleep between observations, and ./hjelm run --awake may not forbid it",
            "echo 'KERNEL==\"cpu_dma_latency\", MODE=\"0666\"' | sudo tee"
                + " /etc/udev/rules.d/99-hjelm.rules, then restart.");
  }

  static Finding timerSlack(Host host) {
    String slack = host.file("/proc/self/timerslack_ns").orElse("");
    if (slack.isEmpty()) {
      return Finding.note("Timer slack", "not visible on this system", "");
    }
    String whatItIs = slack + " ns";
    return slack.equals("1") || slack.equals("0")
        ? Finding.ok("Timer slack", whatItIs)
        : Finding.warning(
            "Timer slack",
            whatItIs + ": every sleep may end that much late",
            "Start through ./hjelm, or write 1 to /proc/PID/timerslack_ns.");
  }

  /** How late a sleep of one millisecond ends, measured. */
  static Finding sleeps(MonotonicClock clock) {
    long[] lateNs = new long[SLEEPS];
    for (int i = 0; i < SLEEPS; i++) {
      long startNs = clock.nanoTime();
      LockSupport.parkNanos(SLEEP_NS);
      lateNs[i] = clock.nanoTime() - startNs - SLEEP_NS;
    }
    return lateness(lateNs);
  }

  static Finding lateness(long[] measuredNs) {
    long[] lateNs = measuredNs.clone();
    Arrays.sort(lateNs);
    long medianNs = lateNs[lateNs.length / 2];
    long p99Ns = lateNs[(int) (lateNs.length * 0.99)];
    String whatItIs =
        String.format(
            ROOT,
            "1 ms ends %d µs late in the median, %d µs at p99, %d µs at worst (%d sleeps)",
            medianNs / 1_000,
            p99Ns / 1_000,
            lateNs[lateNs.length - 1] / 1_000,
            lateNs.length);
    if (medianNs < LATE_NS && p99Ns < SLEEP_NS) {
      return Finding.ok("Sleep", whatItIs);
    }
    return Finding.warning(
        "Sleep",
        whatItIs,
        "Stop other work, mend the timer slack and the governor above, then measure again.");
  }

  static Finding lockedMemory(Host host) {
    String soft = limit(host, "Max locked memory");
    if (soft.isEmpty()) {
      return Finding.note("Locked memory", "no limits visible on this system", "");
    }
    return soft.equals("unlimited")
        ? Finding.ok("Locked memory", "unlimited")
        : Finding.note(
            "Locked memory",
            soft + " bytes: pages of the controller may be swapped out",
            "echo '* - memlock unlimited' | sudo tee -a " + LIMITS_FILE + ", then log in again.");
  }

  static Finding realTimePriority(Host host) {
    String soft = limit(host, "Max realtime priority");
    if (soft.isEmpty()) {
      return Finding.note("RT priority", "no limits visible on this system", "");
    }
    boolean root = host.property("user.name").equals("root");
    if (root || !soft.equals("0")) {
      return Finding.ok("RT priority", root ? "allowed, as root" : "up to " + soft);
    }
    return Finding.note(
        "RT priority",
        "not allowed for this user",
        "echo '* - rtprio 45' | sudo tee -a " + LIMITS_FILE + ", then log in again.");
  }

  /** The soft limit in {@code /proc/self/limits}: the first word after the limit's name. */
  private static String limit(Host host, String name) {
    Matcher matcher =
        Pattern.compile("^" + name + "\\s+(\\S+)", Pattern.MULTILINE)
            .matcher(host.file("/proc/self/limits").orElse(""));
    return matcher.find() ? matcher.group(1) : "";
  }
}
