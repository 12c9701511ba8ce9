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
import io.github.hjelm.sensors.yaml.Spelling;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    footer = {
      "",
      "Exit code 0 when everything measured keeps its limits, 1 when something misses one."
    })
final class BenchCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Profile {
    /** Transport × broker beside a bare echo. */
    LINKS,
    /** Solved tables against closed forms, and against hj_reachability. */
    HJB
  }

  /** Which other tools take turns. */
  enum Peers {
    ALL,
    NONE
  }

  private static final String SECTION = "bench ";
  private static final int LINK_ROUNDS = 12;
  private static final int HJB_ROUNDS = 3;

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
      description = {
        "LINKS: seconds that each row is measured for (12).",
        "HJB: how often each problem is solved, in turns with hj_reachability (3)."
      })
  private @Nullable Integer rounds;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "HJB: these sections alone; ./hjelm bench hjb --only list names them.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--peers",
      paramLabel = "WHICH",
      defaultValue = "ALL",
      description = "HJB: ${COMPLETION-CANDIDATES}; NONE leaves hj_reachability out.")
  private Peers peers = Peers.ALL;

  @Option(
      names = "--quick",
      description = "HJB: small sizes and no limits, to try the benchmark itself in a minute.")
  private boolean quick;

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
    if (rounds != null && rounds < 1) {
      throw new InputRefusal("--rounds " + rounds + " is below 1.");
    }
    if (profile == Profile.LINKS) {
      refuseOptionsOfHjb();
    }
    requireWritable("--json", json);
    requireWritable("--html", html);
    if (document != null) {
      GeneratedSection.require(document, section());
      requireWritable("--document", document);
    }
    return profile == Profile.LINKS ? links() : hjb();
  }

  private void refuseOptionsOfHjb() {
    String option =
        html != null
            ? "--html"
            : !only.isEmpty() ? "--only" : quick ? "--quick" : peers != Peers.ALL ? "--peers" : "";
    if (!option.isEmpty()) {
      throw new InputRefusal(option + " belongs to the profile hjb.");
    }
  }

  /** Said before the work and not after it. */
  private static void requireWritable(String option, @Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new InputRefusal(option + " " + file + " is a folder; name a file.");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InputRefusal(option + " " + file + " lies in a folder that is not there.");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new InputRefusal(option + " " + file + " cannot be written; choose another place.");
    }
  }

  private int links() throws IOException {
    int seconds = rounds == null ? LINK_ROUNDS : rounds;
    StatusLine line = new StatusLine(out, terminal);
    LinkReport report =
        new LinkBenchmark(MonotonicClock.system(), seconds, line::show)
            .run("./hjelm bench links --rounds " + seconds);
    line.finish();
    write(report, report.markdown());
    return Hjelm.DONE;
  }

  private int hjb() throws IOException, InterruptedException {
    if (only.equals(List.of("list"))) {
      HjbBenchmark.names().forEach(out::println);
      return Hjelm.DONE;
    }
    for (String name : only) {
      if (!HjbBenchmark.names().contains(name)) {
        throw new InputRefusal(
            "--only: there is no section '%s', %s"
                .formatted(name, Spelling.advice(name, HjbBenchmark.names())));
      }
    }
    int times = rounds == null ? HJB_ROUNDS : rounds;
    HjbBenchmark benchmark =
        new HjbBenchmark(
            ProblemCatalog.standard(),
            MonotonicClock.system(),
            new HjbBenchmark.Settings(only, times, peers == Peers.ALL, quick));
    StatusLine line = new StatusLine(out, terminal);
    HjbReport report;
    try (SolveStatus status = new SolveStatus(MonotonicClock.system(), line, terminal)) {
      report =
          benchmark.run(
              command(times), System.getProperty("hjelm.revision", ""), WallClock.system(), status);
    }
    write(report, report.markdown());
    if (html != null) {
      Files.writeString(html, HjbPage.of(report, benchmark.plots()));
    }
    return report.met() ? Hjelm.DONE : Hjelm.NO;
  }

  /** What repeats the measurement; where the result goes does not matter. */
  private String command(int times) {
    return "./hjelm bench hjb"
        + (times == HJB_ROUNDS ? "" : " --rounds " + times)
        + (only.isEmpty() ? "" : " --only " + String.join(",", only))
        + (peers == Peers.ALL ? "" : " --peers none")
        + (quick ? " --quick" : "");
  }

  private String section() {
    return SECTION + profile.name().toLowerCase(Locale.ROOT);
  }

  private void write(Object report, String markdown) throws IOException {
    out.println(markdown);
    if (json != null) {
      JsonFile.write(json, report);
    }
    if (document != null) {
      GeneratedSection.replace(document, section(), markdown);
    }
  }
}
