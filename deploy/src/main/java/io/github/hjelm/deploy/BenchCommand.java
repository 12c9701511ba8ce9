package io.github.hjelm.deploy;

import io.github.hjelm.bench.link.LinkBenchmark;
import io.github.hjelm.bench.link.LinkReport;
import io.github.hjelm.bench.report.GeneratedSection;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hjelm bench}. */
@Command(name = "bench", description = "Measures what a round trip over MQTT costs.")
final class BenchCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Profile {
    /** Transport × broker beside a bare echo. */
    LINKS
  }

  private static final String SECTION = "bench links";

  private final PrintStream out;
  private final Terminal terminal;

  @Parameters(
      paramLabel = "PROFILE",
      arity = "0..1",
      defaultValue = "LINKS",
      description = "${COMPLETION-CANDIDATES}: transport and broker beside a bare echo.")
  private Profile profile = Profile.LINKS;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "12",
      description = "Seconds that each row is measured for (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      description = "Replace the section '" + SECTION + "' of a Markdown file.")
  private @Nullable Path document;

  BenchCommand(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw new InputRefusal("--rounds " + rounds + " is below 1.");
    }
    StatusLine line = new StatusLine(out, terminal);
    LinkReport report =
        new LinkBenchmark(MonotonicClock.system(), rounds, line::show)
            .run(
                "./hjelm bench " + profile.name().toLowerCase(Locale.ROOT) + " --rounds " + rounds);
    line.finish();
    out.println(report.markdown());
    if (json != null) {
      JsonFile.write(json, report);
    }
    if (document != null) {
      GeneratedSection.replace(document, SECTION, report.markdown());
    }
    return Hjelm.DONE;
  }
}
