package io.github.hjelm.deploy;

import io.github.hjelm.bench.hjb.HjbBenchmark;
import io.github.hjelm.bench.hjb.HjbPage;
import io.github.hjelm.bench.hjb.HjbReport;
import io.github.hjelm.bench.latency.LatencyBenchmark;
import io.github.hjelm.bench.link.LinkBenchmark;
import io.github.hjelm.bench.link.LinkReport;
import io.github.hjelm.bench.policies.PolicyBenchmark;
import io.github.hjelm.bench.policies.PolicyPage;
import io.github.hjelm.bench.policies.PolicyReport;
import io.github.hjelm.bench.profile.RunProfile;
import io.github.hjelm.bench.report.GeneratedSection;
import io.github.hjelm.bench.rivals.Rivals;
import io.github.hjelm.bench.stack.StackCatalog;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
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
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hjelm bench}. */
@Command(
    name = "bench",
    description =
        "Measures how fast stacks answer, what a round trip over MQTT costs, how tables are solved,"
            + " or what policies do.",
    footer = {
      "",
      "Exit code 0 when everything measured keeps its limits, 1 when something misses one."
    })
final class BenchCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Profile {
    /** The latency of stacks on two workloads, in three minutes. */
    QUICK,
    /** The latency of stacks on all workloads. */
    STANDARD,
    /** The same with more samples. */
    FULL,
    /** The latency of the floor and ours on one workload for half an hour: does memory grow? */
    SOAK,
    /** Transport × broker beside a bare echo. */
    LINKS,
    /** Solved tables against closed forms, and against hj_reachability. */
    HJB,
    /** The safety filter in closed loop against the worst push: a section of HJB. */
    SAFETY,
    /** Few-step policies against their teacher and against baselines. */
    POLICIES;

    /** What it runs when it measures latency. */
    private @Nullable RunProfile latency() {
      return switch (this) {
        case QUICK -> RunProfile.QUICK;
        case STANDARD -> RunProfile.STANDARD;
        case FULL -> RunProfile.FULL;
        case SOAK -> RunProfile.SOAK;
        case LINKS, HJB, SAFETY, POLICIES -> null;
      };
    }
  }

  /** Which other tools take turns. */
  enum Peers {
    ALL,
    NONE
  }

  private static final String SECTION = "bench ";
  private static final String LATENCY = "quick, standard, full and soak";
  private static final String FILTER = "filter";
  private static final int LINK_ROUNDS = 12;
  private static final int HJB_ROUNDS = 3;
  private static final Path POLICY_WORK = Path.of("out/policies");

  private final PrintStream out;
  private final Terminal terminal;

  @Parameters(
      paramLabel = "PROFILE",
      arity = "0..1",
      defaultValue = "LINKS",
      description = {
        "${COMPLETION-CANDIDATES}.",
        "QUICK, STANDARD, FULL: the latency of stacks that take turns on one broker;",
        "bench/docs/contract.md says how yours takes part. compare OLD NEW: two results.",
        "SOAK: the floor and ours alone, for half an hour: does memory grow?",
        "LINKS: transport and broker beside a bare echo.",
        "HJB: solved tables against closed forms; beside hj_reachability where",
        "HJ_REACHABILITY names a checkout and HJ_PYTHON (python3) can import JAX.",
        "SAFETY: the safety filter in closed loop, alone.",
        "POLICIES: every method of training on every task; an interrupted run goes on",
        "where it was. Training beside PyTorch where TORCH_PYTHON can import it."
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
      description = {
        "HJB: these sections alone; ./hjelm bench hjb --only list names them.",
        "POLICIES: these tasks alone; ./hjelm bench policies --only list names them.",
        "QUICK, STANDARD, FULL, SOAK: these workloads alone."
      })
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--peers",
      paramLabel = "WHICH",
      defaultValue = "ALL",
      description = {
        "${COMPLETION-CANDIDATES}. HJB: NONE leaves hj_reachability out.",
        "QUICK, STANDARD, FULL: NONE leaves the rivals out, except the floor."
      })
  private Peers peers = Peers.ALL;

  @Option(
      names = "--quick",
      description = "HJB, POLICIES: small sizes and no limits, to try the benchmark itself.")
  private boolean quick;

  @Mixin private LatencyOptions latencyOptions = new LatencyOptions();

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
      description = "Write the result as a page with pictures; not for LINKS.")
  private @Nullable Path html;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "POLICIES: where what was trained and measured is kept (out/policies).")
  private @Nullable Path work;

  BenchCommand(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (rounds != null && rounds < 1) {
      throw new InputRefusal("--rounds " + rounds + " is below 1.");
    }
    refuseOptionsOfOthers();
    if (profile.latency() != null) {
      createFolder(json);
      createFolder(html);
    }
    requireWritable("--json", json);
    requireWritable("--html", html);
    if (document != null) {
      GeneratedSection.require(document, section());
      requireWritable("--document", document);
    }
    return switch (profile) {
      case QUICK, STANDARD, FULL, SOAK -> latency();
      case LINKS -> links();
      case HJB, SAFETY -> hjb();
      case POLICIES -> policies();
    };
  }

  private void refuseOptionsOfOthers() {
    boolean latency = profile.latency() != null;
    boolean studied = profile == Profile.HJB || profile == Profile.POLICIES;
    boolean rivalled = latency || profile == Profile.HJB;
    refuse("--html", html != null && profile == Profile.LINKS, "hjb and policies");
    refuse("--only", !only.isEmpty() && !studied && !latency, "hjb, policies, " + LATENCY);
    refuse("--quick", quick && !studied && profile != Profile.SAFETY, "hjb and policies");
    refuse("--peers", peers != Peers.ALL && !rivalled, "hjb, " + LATENCY);
    refuse("--rounds", rounds != null && (latency || profile == Profile.POLICIES), "links and hjb");
    latencyOptions.given().forEach(option -> refuse(option, !latency, LATENCY));
    refuse("--work", work != null && profile != Profile.POLICIES, "policies");
  }

  private static void refuse(String option, boolean misplaced, String profiles) {
    if (misplaced) {
      throw new InputRefusal(
          "%s belongs to the profile%s %s."
              .formatted(option, profiles.contains(" ") ? "s" : "", profiles));
    }
  }

  private static void createFolder(@Nullable Path file) throws IOException {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
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

  private int latency() throws IOException {
    RunProfile asked = Objects.requireNonNull(profile.latency());
    if (listed(asked.workloads(), "workload")) {
      return Hjelm.DONE;
    }
    Path home = Path.of(System.getProperty("hjelm.home", ""));
    StackCatalog catalog = new Rivals(home, System.getenv());
    LatencyBenchmark.Settings settings =
        new LatencyBenchmark.Settings(
            asked.only(only),
            latencyOptions.port(),
            latencyOptions.seed(),
            latencyOptions.awake(),
            home);
    LatencyRun run =
        new LatencyRun(
            out, terminal, latencyOptions.chosen(catalog, peers == Peers.ALL), latencyCommand());
    return run.run(
        settings,
        new LatencyRun.Results(json, html, document, section(), latencyOptions.histograms()));
  }

  /** What repeats a measurement of latency. */
  private String latencyCommand() {
    return "./hjelm "
        + section()
        + (only.isEmpty() ? "" : " --only " + String.join(",", only))
        + (peers == Peers.ALL ? "" : " --peers none")
        + latencyOptions.written();
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
    if (listed(HjbBenchmark.names(), "section")) {
      return Hjelm.DONE;
    }
    int times = rounds == null ? HJB_ROUNDS : rounds;
    HjbBenchmark benchmark =
        new HjbBenchmark(
            ProblemCatalog.standard(),
            MonotonicClock.system(),
            new HjbBenchmark.Settings(sections(), times, peers == Peers.ALL, quick));
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

  /**
   * Prints what {@code --only} may name, when that is what was asked.
   *
   * @param kind what names are, for a refusal
   */
  private boolean listed(List<String> names, String kind) {
    if (only.equals(List.of("list"))) {
      names.forEach(out::println);
      return true;
    }
    for (String name : only) {
      if (!names.contains(name)) {
        throw new InputRefusal(
            "--only: there is no %s '%s', %s".formatted(kind, name, Spelling.advice(name, names)));
      }
    }
    return false;
  }

  private int policies() throws IOException {
    if (listed(PolicyBenchmark.names(), "task")) {
      return Hjelm.DONE;
    }
    PolicyBenchmark benchmark =
        new PolicyBenchmark(
            TaskCatalog.standard(),
            new PolicyBenchmark.Settings(
                only,
                quick,
                work == null ? POLICY_WORK : work,
                Runtime.getRuntime().availableProcessors()),
            MonotonicClock.system());
    String command =
        "./hjelm bench policies"
            + (only.isEmpty() ? "" : " --only " + String.join(",", only))
            + (quick ? " --quick" : "");
    StatusLine line = new StatusLine(out, terminal);
    InterruptOnEnd interruption = new InterruptOnEnd();
    try {
      PolicyReport report;
      try (SolveStatus status = new SolveStatus(MonotonicClock.system(), line, terminal)) {
        report =
            benchmark.run(
                command, System.getProperty("hjelm.revision", ""), WallClock.system(), status);
      }
      // The process may be waiting for this thread to end it, so what there is comes out first.
      write(report, report.markdown());
      if (html != null) {
        Files.writeString(html, PolicyPage.of(report));
      }
      return report.met() ? Hjelm.DONE : Hjelm.NO;
    } finally {
      interruption.close();
    }
  }

  /** What repeats the measurement; where the result goes does not matter. */
  private String command(int times) {
    return "./hjelm "
        + section()
        + (times == HJB_ROUNDS ? "" : " --rounds " + times)
        + (only.isEmpty() ? "" : " --only " + String.join(",", only))
        + (peers == Peers.ALL ? "" : " --peers none")
        + (quick ? " --quick" : "");
  }

  private List<String> sections() {
    return profile == Profile.SAFETY ? List.of(FILTER) : only;
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
