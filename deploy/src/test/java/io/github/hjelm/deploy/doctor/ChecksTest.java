package io.github.hjelm.deploy.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.deploy.doctor.Finding.Level;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check on machines where it must say each of the things it can say. */
class ChecksTest {

  private static final String GOVERNOR = "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor";
  private static final String TEGRA = "/etc/nv_tegra_release";
  private static final String SLACK = "/proc/self/timerslack_ns";
  private static final String LIMITS = "/proc/self/limits";
  private static final String CPU_JAR = "/lib/tensorflow-core-native-1.1.0-linux-x86_64.jar";
  private static final String GPU_JAR = "/lib/tensorflow-core-native-1.1.0-linux-x86_64-gpu.jar";
  private static final String SMI =
      "/usr/bin/nvidia-smi --query-gpu=name,driver_version --format=csv,noheader";

  private static ScriptedHost host() {
    return new ScriptedHost();
  }

  private static Arguments says(Check check, ScriptedHost host, Level level, String words) {
    return Arguments.of(check, host, level, words);
  }

  static Stream<Arguments> javaAndMachine() {
    Check version = JavaChecks::version;
    Check newest = JavaChecks::newest;
    Check cores = MachineChecks::cores;
    Check vectors = MachineChecks::vectors;
    Check memory = MachineChecks::memory;
    Check disk = MachineChecks::nativeCache;
    String spec = "java.specification.version";
    return Stream.of(
        says(version, host().property(spec, "17"), Level.OK, ""),
        says(version, host().property(spec, "11"), Level.FAILED, "Install a JDK 17"),
        says(version, host().property(spec, "1.8"), Level.FAILED, "Install a JDK 17"),
        says(version, host(), Level.FAILED, "Install a JDK 17"),
        says(newest, host().property(spec, "25"), Level.OK, "this is one"),
        says(newest, host().property(spec, "17").jdks("/j/jdk-25"), Level.OK, "/j/jdk-25"),
        says(newest, host().property(spec, "17").jdks("/j/jdk-21"), Level.NOTE, "HJELM_JDK25"),
        says(cores, host().cores(4, 0.5), Level.OK, "4 cores, load 0.5"),
        says(cores, host().cores(4, -1), Level.OK, "4 cores"),
        says(cores, host().cores(1, 0), Level.WARNING, "1 core"),
        says(cores, host().cores(2, 2.5), Level.WARNING, "Stop other work"),
        says(vectors, host().file("/proc/cpuinfo", "flags : fpu avx2"), Level.OK, "AVX2"),
        says(vectors, host().file("/proc/cpuinfo", "flags : avx2 avx512f"), Level.OK, "AVX-512"),
        says(vectors, host().file("/proc/cpuinfo", "Features : fp asimd"), Level.OK, "NEON"),
        says(vectors, host().property("os.arch", "aarch64"), Level.OK, "NEON"),
        says(vectors, host().file("/proc/cpuinfo", "flags : fpu"), Level.WARNING, "-cpu host"),
        says(memory, host(), Level.OK, "8.0 GiB"),
        says(memory, host().memoryBytes(1L << 30), Level.WARNING, "swapping"),
        says(
            memory,
            host().file("/proc/meminfo", "MemTotal: 9 kB\nMemAvailable:   1048576 kB"),
            Level.WARNING,
            "8.0 GiB, 1.0 GiB available"),
        says(disk, host().property("user.home", "/home/a"), Level.OK, "/home/a/.javacpp"),
        says(disk, host().diskBytes(1L << 30), Level.WARNING, "cachedir"),
        says(disk, host().property("org.bytedeco.javacpp.cachedir", "/x"), Level.OK, "/x"));
  }

  static Stream<Arguments> gpu() {
    Check gpu = GpuChecks::gpu;
    Check jetson = GpuChecks::jetson;
    String jar = "java.class.path";
    String r36 = "# R36 (release), REVISION: 4.3, GCID: 1, BOARD: generic";
    String r35 = "# R35 (release), REVISION: 4.1, GCID: 1, BOARD: generic";
    return Stream.of(
        says(
            gpu,
            host().property(jar, "/a.jar:" + CPU_JAR),
            Level.OK,
            "none; TensorFlow build: linux-x86_64"),
        says(gpu, host().property(jar, GPU_JAR), Level.WARNING, "without HJELM_GPU=1"),
        says(gpu, host(), Level.OK, "none on the class path"),
        says(
            gpu,
            host().property(jar, CPU_JAR).programs("nvidia-smi").output(SMI, "RTX 1, 550.2"),
            Level.NOTE,
            "RTX 1, driver 550.2"),
        says(
            gpu,
            host().property(jar, GPU_JAR).file("/proc/driver/nvidia/version", "NVRM 550\nGCC"),
            Level.OK,
            "NVRM 550; TensorFlow"),
        says(gpu, host().file(TEGRA, r36), Level.OK, "Jetson's own"),
        says(jetson, host(), Level.OK, "not a Jetson"),
        says(jetson, host().file(TEGRA, r35), Level.FAILED, "JetPack 6"),
        says(jetson, host().file(TEGRA, "gibberish"), Level.WARNING, "gibberish"),
        says(
            jetson,
            host().file(TEGRA, r36).output("nvpmodel -q", "NV Power Mode: 15W\n2"),
            Level.WARNING,
            "L4T R36.4.3, NV Power Mode: 15W 2"),
        says(
            jetson,
            host().file(TEGRA, r36).output("nvpmodel -q", "NV Power Mode: MAXN\n0"),
            Level.NOTE,
            "jetson_clocks"));
  }

  static Stream<Arguments> realTime() {
    Check kernel = RealTimeChecks::kernel;
    Check governor = RealTimeChecks::governor;
    Check idle = RealTimeChecks::idle;
    String there = "test -e /dev/cpu_dma_latency";
    Check slack = RealTimeChecks::timerSlack;
    Check memory = RealTimeChecks::lockedMemory;
    Check priority = RealTimeChecks::realTimePriority;
    String locked = "Max locked memory         65536                unlimited            bytes";
    String unlocked = "Max locked memory         unlimited            unlimited            bytes";
    return Stream.of(
        says(kernel, host().file("/sys/kernel/realtime", "1"), Level.OK, "real-time"),
        says(kernel, host().output("uname", "x"), Level.NOTE, "not real-time"),
        says(kernel, host().output("uname -v", "#1 SMP PREEMPT_RT"), Level.OK, "real-time"),
        says(kernel, host().output("uname -v", "#1 SMP PREEMPT_DYNAMIC"), Level.NOTE, "not"),
        says(governor, host(), Level.OK, "not visible"),
        says(governor, host().file(GOVERNOR, "performance"), Level.OK, "performance"),
        says(governor, host().file(GOVERNOR, "powersave"), Level.WARNING, "sudo tee"),
        says(idle, host(), Level.OK, "has no"),
        says(idle, host().output(there, ""), Level.NOTE, "udev"),
        says(
            idle,
            host().output(there, "").output("test -w /dev/cpu_dma_latency", ""),
            Level.OK,
            "--awake"),
        says(slack, host(), Level.NOTE, "not visible"),
        says(slack, host().file(SLACK, "1"), Level.OK, "1 ns"),
        says(slack, host().file(SLACK, "50000"), Level.WARNING, "50000 ns"),
        says(memory, host(), Level.NOTE, "no limits visible"),
        says(memory, host().file(LIMITS, "x\n" + locked), Level.NOTE, "65536 bytes"),
        says(memory, host().file(LIMITS, unlocked), Level.OK, "unlimited"),
        says(priority, host().file(LIMITS, "Max realtime priority 0 0"), Level.NOTE, "rtprio 45"),
        says(priority, host().file(LIMITS, "Max realtime priority 99 99"), Level.OK, "up to 99"),
        says(
            priority,
            host().file(LIMITS, "Max realtime priority 0 0").property("user.name", "root"),
            Level.OK,
            "as root"));
  }

  static Stream<Arguments> tools() {
    Check mosquitto = ToolChecks::mosquitto;
    Check chromium = ToolChecks::chromium;
    return Stream.of(
        says(mosquitto, host().programs("mosquitto"), Level.OK, "/usr/bin/mosquitto"),
        says(mosquitto, host(), Level.NOTE, "./hjelm test"),
        says(chromium, host().programs("chromium"), Level.OK, "chromium"),
        says(chromium, host(), Level.NOTE, "not installed"));
  }

  @ParameterizedTest
  @MethodSource({"javaAndMachine", "gpu", "realTime", "tools"})
  void says(Check check, Host host, Level level, String words) {
    Finding finding = check.look(host);
    assertEquals(level, finding.level(), finding::toString);
    assertTrue((finding.whatItIs() + finding.howToMend()).contains(words), finding::toString);
  }

  @Test
  void lateSleepsAreAWarning() {
    long[] prompt = new long[100];
    Arrays.fill(prompt, 30_000);
    assertEquals(Level.OK, RealTimeChecks.lateness(prompt).level());
    long[] slow = new long[100];
    Arrays.fill(slow, 150_000);
    assertEquals(Level.WARNING, RealTimeChecks.lateness(slow).level());
    long[] sometimes = prompt.clone();
    Arrays.fill(sometimes, 0, 3, 5_000_000);
    Finding finding = RealTimeChecks.lateness(sometimes);
    assertEquals(Level.WARNING, finding.level());
    assertTrue(
        finding.whatItIs().contains("30 µs late in the median, 5000 µs at p99"), finding::toString);
  }

  @Test
  void tensorFlowThatDoesNotLoadIsMendedByPlatform() {
    ScriptedHost cuda = host().property("java.class.path", GPU_JAR);
    assertTrue(TensorFlowCheck.failed(cuda, "no libcudart").howToMend().contains("CUDA 12"));
    ScriptedHost arm = host().property("os.arch", "aarch64");
    assertTrue(TensorFlowCheck.failed(arm, "no").howToMend().contains("glibc 2.34"));
    Finding other = TensorFlowCheck.failed(host(), "no room");
    assertEquals(Level.FAILED, other.level());
    assertEquals("no room", other.whatItIs());
  }

  @Test
  void whatIsWrongMustSayHowToMendIt() {
    assertThrows(
        IllegalArgumentException.class, () -> new Finding("Clock", Level.FAILED, "stopped", " "));
  }
}
