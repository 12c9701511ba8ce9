package io.github.hjelm.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.hjelm.bench.latency.HistogramFiles;
import io.github.hjelm.bench.latency.LatencyBenchmark;
import io.github.hjelm.bench.latency.LatencyPage;
import io.github.hjelm.bench.latency.LatencyReport;
import io.github.hjelm.bench.latency.LatencyText;
import io.github.hjelm.bench.report.GeneratedSection;
import io.github.hjelm.bench.report.ResultFile;
import io.github.hjelm.bench.stack.StackCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code hjelm bench quick}, {@code standard}, {@code full} and {@code soak}. */
final class LatencyRun {

  /**
   * Where results go.
   *
   * @param section of the document
   * @param histograms folder for files of other tools
   */
  record Results(
      @Nullable Path json,
      @Nullable Path html,
      @Nullable Path document,
      String section,
      @Nullable Path histograms) {}

  private final PrintStream out;
  private final Terminal terminal;
  private final StackCatalog catalog;
  private final String command;

  /**
   * @param command how to repeat it
   */
  LatencyRun(PrintStream out, Terminal terminal, StackCatalog catalog, String command) {
    this.out = out;
    this.terminal = terminal;
    this.catalog = catalog;
    this.command = command;
  }

  /** Runs it, and writes what there is even when it was interrupted. */
  int run(LatencyBenchmark.Settings settings, Results results) throws IOException {
    InterruptOnEnd interruption = new InterruptOnEnd();
    try {
      LatencyReport report;
      try (HistogramFiles files = histograms(results.histograms())) {
        report = measure(settings, Optional.ofNullable(files));
      }
      // First of all to the terminal: a full disk must not take it away.
      out.println(LatencyText.of(report));
      write(report, results);
      return report.valid() ? Hjelm.DONE : Hjelm.NO;
    } finally {
      interruption.close();
    }
  }

  private static @Nullable HistogramFiles histograms(@Nullable Path folder) throws IOException {
    return folder == null ? null : new HistogramFiles(Files.createDirectories(folder));
  }

  private LatencyReport measure(
      LatencyBenchmark.Settings settings, Optional<HistogramFiles> histograms) throws IOException {
    LatencyBenchmark benchmark =
        new LatencyBenchmark(catalog, settings, MonotonicClock.system(), histograms);
    StatusLine line = new StatusLine(out, terminal);
    try (SolveStatus status = new SolveStatus(MonotonicClock.system(), line, terminal)) {
      String revision = System.getProperty("hjelm.revision", "");
      return benchmark.run(command, revision, WallClock.system(), status);
    }
  }

  private static void write(LatencyReport report, Results results) throws IOException {
    if (results.json() != null) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      ResultFile.write(results.json(), mapper.writeValueAsBytes(report));
    }
    if (results.html() != null) {
      byte[] page = LatencyPage.of(report).getBytes(StandardCharsets.UTF_8);
      ResultFile.write(results.html(), page);
    }
    if (results.document() != null) {
      GeneratedSection.replace(results.document(), results.section(), LatencyText.summary(report));
    }
  }
}
