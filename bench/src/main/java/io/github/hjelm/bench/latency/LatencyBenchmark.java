package io.github.hjelm.bench.latency;

import io.github.hjelm.bench.control.ControlProcess;
import io.github.hjelm.bench.measure.StampCost;
import io.github.hjelm.bench.profile.RunProfile;
import io.github.hjelm.bench.rig.UrgentThread;
import io.github.hjelm.bench.stack.StackCatalog;
import io.github.hjelm.bench.start.FirstCommand;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.report.Machine;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import io.github.hjelm.sensors.time.AwakeProcessors;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a profile: a broker, the control process, and one workload after the other. */
public final class LatencyBenchmark {

  private static final List<String> CONFIGURATION = List.of("allow_anonymous true");

  /**
   * How to run it.
   *
   * @param profile what
   * @param port for the broker; 0 for any that is free
   * @param seed of everything random
   * @param awake whether processors are kept from sleeping, where that is allowed
   * @param home the folder of the launcher whose starts are timed
   */
  public record Settings(RunProfile profile, int port, long seed, boolean awake, Path home) {}

  private final StackCatalog catalog;
  private final Settings settings;
  private final MonotonicClock clock;
  private final Optional<HistogramFiles> histograms;

  /**
   * @param histograms gets every slice
   */
  public LatencyBenchmark(
      StackCatalog catalog,
      Settings settings,
      MonotonicClock clock,
      Optional<HistogramFiles> histograms) {
    this.catalog = catalog;
    this.settings = settings;
    this.clock = clock;
    this.histograms = histograms;
  }

  /**
   * Runs it. Interrupted, or left by the broker or by a stack, it answers with what there is, which
   * then is invalid.
   *
   * @param command how to repeat it
   * @param revision of the sources; empty when nobody knows
   * @throws IOException when it cannot begin: no broker, no control process
   */
  public LatencyReport run(String command, String revision, WallClock wall, Progress progress)
      throws IOException {
    Map<String, String> facts = Fingerprint.facts();
    double stampNs = StampCost.ns(clock);
    facts.put(
        "stamps of a command's stages",
        String.format(Locale.ROOT, "%.0f ns in Java, of 1000 allowed", stampNs));
    List<WorkloadReport> reports = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    double firstCommandS;
    int port = settings.port() == 0 ? MosquittoProcess.freePort() : settings.port();
    requireFree(port);
    Path folder = Files.createTempDirectory("hjelm-bench");
    try (MosquittoProcess broker = MosquittoProcess.start(port, CONFIGURATION);
        ControlProcess control = ControlProcess.start();
        AwakeProcessors awake =
            settings.awake() ? AwakeProcessors.keep() : AwakeProcessors.asTheyAre();
        UrgentThread sender = UrgentThread.enter()) {
      facts.put(LatencyReport.PROCESSORS, awake.standing());
      facts.put("the bench's own threads", sender.standing());
      facts.put("broker", broker.name() + ", one process, QoS 0, nodelay, no persistence");
      runAll(port, folder, control, progress, reports);
      boolean whole = reports.size() == settings.profile().parts().size();
      firstCommandS =
          whole && settings.profile().starts() > 0
              ? firstCommandS(
                  new FirstCommand(settings.home(), port, folder, clock), progress, notes)
              : Double.NaN;
      if (!control.broken().isEmpty()) {
        notes.add(control.broken() + "; nothing is marked as quiet or machine-limited after that");
      }
    } finally {
      delete(folder);
    }
    if (reports.size() < settings.profile().parts().size()) {
      invalid.add("it was interrupted");
    }
    if (stampNs > 1_000) {
      notes.add("the stamps of stages cost more than a microsecond on this machine");
    }
    for (WorkloadReport report : reports) {
      report.invalid().forEach(reason -> invalid.add(report.id() + ": " + reason));
      notes.addAll(Notes.of(report));
    }
    return new LatencyReport(
        LatencyReport.FORMAT,
        settings.profile().name(),
        command,
        revision,
        today(wall),
        Machine.describe(),
        facts,
        settings.seed(),
        catalog.ours().name(),
        invalid.isEmpty(),
        invalid,
        notes,
        firstCommandS,
        reports);
  }

  /** Of some starts the one in the middle; NaN when there is none. */
  private double firstCommandS(FirstCommand start, Progress progress, List<String> notes) {
    int times = settings.profile().starts();
    progress.report(1, "starting a controller");
    String why;
    if (start.missing().isPresent()) {
      why = start.missing().get();
    } else {
      try {
        return start.seconds(times).stream().sorted().toList().get(times / 2);
      } catch (IOException e) {
        why = String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        why = "it was interrupted";
      }
    }
    notes.add("the controller's start was not measured: " + why);
    return Double.NaN;
  }

  /** Whoever listens there already would be taken for our broker. */
  private static void requireFree(int port) throws IOException {
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    } catch (BindException e) {
      throw new IOException(
          "Port %d for the broker is taken (%s); choose another or leave it out."
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private void runAll(
      int port,
      Path folder,
      ControlProcess control,
      Progress progress,
      List<WorkloadReport> reports) {
    WorkloadRun.Surroundings in =
        new WorkloadRun.Surroundings(
            catalog, port, folder, control::take, clock, settings.seed(), histograms);
    List<RunProfile.Part> parts = settings.profile().parts();
    double all = parts.stream().mapToDouble(LatencyBenchmark::seconds).sum();
    double before = 0;
    for (RunProfile.Part part : parts) {
      double from = before / all;
      double share = seconds(part) / all;
      WorkloadRun run =
          new WorkloadRun(in, part, (done, what) -> progress.report(from + share * done, what));
      reports.add(run.run());
      if (run.interrupted()) {
        return;
      }
      before += seconds(part);
    }
  }

  private static double seconds(RunProfile.Part part) {
    return part.warmUpS() + part.measureS();
  }

  private static String today(WallClock wall) {
    Instant now = Instant.ofEpochMilli(wall.epochMillis());
    return LocalDate.ofInstant(now, ZoneOffset.UTC).toString();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
