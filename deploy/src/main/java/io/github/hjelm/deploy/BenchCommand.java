package io.github.hjelm.deploy;

import io.github.hjelm.bench.hjb.HjbBenchmark;
import io.github.hjelm.bench.hjb.HjbPage;
import io.github.hjelm.bench.hjb.HjbReport;
import io.github.hjelm.bench.link.LinkBenchmark;
import io.github.hjelm.bench.link.LinkReport;
import io.github.hjelm.bench.report.GeneratedSection;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hjelm bench}. */
@Command(
    name = "bench",
    description = "Measures what a round trip over MQTT costs, or how tables are solved.",
    footer = {"", "Exit code 1 when a solved problem misses one of its limits."})
final class BenchCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Profile {
    /** Transport × broker beside a bare echo. */
    LINKS,
    /** Solved tables against closed forms, and against hj_reachability. */
    HJB
  }

  private static final String SECTION = "bench ";

  private final PrintStream out;
  private final Terminal terminal;

  @Parameters(
      paramLabel = "PROFILE",
      arity = "0..1",
      defaultValue = "LINKS",
      description = {
        "${COMPLETION-CANDIDATES}.",
        "LINKS: transport and broker beside a bare echo.",
        "HJB: solved tables against closed forms; beside hj_reachability where",
        "HJ_REACHABILITY names a checkout and HJ_PYTHON (python3) can import JAX."
      })
  private Profile profile = Profile.LINKS;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "12",
      description = "LINKS: seconds that each row is measured for (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      description = "Replace the section 'bench PROFILE' of a Markdown file.")
  private @Nullable Path document;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "HJB: write the result as a page with pictures.")
  private @Nullable Path html;

  BenchCommand(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds < 1) {
      throw new InputRefusal("--rounds " + rounds + " is below 1.");
    }
    if (html != null && profile != Profile.HJB) {
      throw new InputRefusal("--html belongs to the profile hjb.");
    }
    StatusLine line = new StatusLine(out, terminal);
    String command = "./hjelm bench " + profile.name().toLowerCase(Locale.ROOT);
    return switch (profile) {
      case LINKS -> links(line, command + " --rounds " + rounds);
      case HJB -> hjb(line, command);
    };
  }

  private int links(StatusLine line, String command) throws IOException {
    LinkReport report = new LinkBenchmark(MonotonicClock.system(), rounds, line::show).run(command);
    line.finish();
    write(report, report.markdown());
    return Hjelm.DONE;
  }

  private int hjb(StatusLine line, String command) throws IOException, InterruptedException {
    HjbBenchmark benchmark = new HjbBenchmark(ProblemCatalog.standard(), line::show);
    HjbReport report = benchmark.run(command, WallClock.system());
    line.finish();
    write(report, report.markdown());
    if (html != null) {
      Files.writeString(html, HjbPage.of(report, benchmark.pictures()));
    }
    return report.met() ? Hjelm.DONE : Hjelm.NO;
  }

  private void write(Object report, String markdown) throws IOException {
    out.println(markdown);
    if (json != null) {
      JsonFile.write(json, report);
    }
    if (document != null) {
      String section = SECTION + profile.name().toLowerCase(Locale.ROOT);
      GeneratedSection.replace(document, section, markdown);
    }
  }
}
