package io.github.hjelm.deploy.doctor;

import java.io.File;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Graphics processors, and whether the TensorFlow on the class path can use them. */
final class GpuChecks {

  private static final Pattern L4T_RELEASE =
      Pattern.compile("# R([0-9]{1,3}) .*REVISION: ([0-9.]+)");
  private static final Pattern NATIVE_JAR =
      Pattern.compile("tensorflow-core-native-[0-9][^-]*-(.+)\\.jar");

  /** The first release of Jetson Linux whose C library TensorFlow's native build accepts. */
  private static final int OLDEST_L4T = 36;

  private GpuChecks() {}

  static Finding gpu(Host host) {
    Optional<String> card = card(host);
    String build = nativeBuild(host);
    boolean cuda = build.endsWith("-gpu");
    String whatItIs = card.orElse("none") + "; TensorFlow build: " + build;
    if (card.isPresent() && !cuda && !isJetson(host)) {
      return Finding.note(
          "GPU",
          whatItIs,
          "To use it: HJELM_GPU=1 ./hjelm doctor. Small policies are faster on the CPU.");
    }
    if (card.isEmpty() && cuda) {
      return Finding.warning(
          "GPU", whatItIs, "Install NVIDIA's driver, or start without HJELM_GPU=1.");
    }
    return Finding.ok("GPU", whatItIs);
  }

  /** Which native build of TensorFlow this program was put together with, by its jar's name. */
  static String nativeBuild(Host host) {
    StringTokenizer entries =
        new StringTokenizer(host.property("java.class.path"), File.pathSeparator);
    while (entries.hasMoreTokens()) {
      Matcher matcher = NATIVE_JAR.matcher(new File(entries.nextToken()).getName());
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return "none on the class path";
  }

  private static Optional<String> card(Host host) {
    return host.program("nvidia-smi")
        .flatMap(
            smi ->
                host.output(
                    smi.toString(), "--query-gpu=name,driver_version", "--format=csv,noheader"))
        .filter(text -> !text.isEmpty())
        .map(text -> text.lines().findFirst().orElse("").replace(", ", ", driver "))
        .or(() -> host.file("/proc/driver/nvidia/version").map(text -> firstLine(text)))
        .or(() -> isJetson(host) ? Optional.of("Jetson's own") : Optional.empty());
  }

  static boolean isJetson(Host host) {
    return host.file("/etc/nv_tegra_release").isPresent();
  }

  /** The board's release and power mode; on anything else there is nothing to say. */
  static Finding jetson(Host host) {
    String release = host.file("/etc/nv_tegra_release").map(GpuChecks::firstLine).orElse("");
    if (release.isEmpty()) {
      return Finding.ok("Jetson", "not a Jetson");
    }
    Matcher matcher = L4T_RELEASE.matcher(release);
    boolean known = matcher.find();
    String shown = known ? "L4T R" + matcher.group(1) + "." + matcher.group(2) : release;
    if (known && Integer.parseInt(matcher.group(1)) < OLDEST_L4T) {
      return Finding.failed(
          "Jetson",
          shown + ", whose C library is older than the 2.34 that TensorFlow needs",
          "Flash JetPack 6 or newer.");
    }
    String mode =
        host.output("nvpmodel", "-q")
            .map(text -> text.replaceAll("\\s+", " ").strip())
            .orElse("power mode unknown");
    if (!mode.contains("MAXN")) {
      return Finding.warning(
          "Jetson", shown + ", " + mode, "sudo nvpmodel -m 0 && sudo jetson_clocks");
    }
    return Finding.note(
        "Jetson", shown + ", " + mode, "Lock the clocks before driving: sudo jetson_clocks");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
