package io.github.hjelm.deploy;

import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.hjb.Problem;
import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.SolveRequest;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.certificate.CertificatePromise;
import io.github.hjelm.export.hjb.certificate.CertificateTable;
import io.github.hjelm.export.hjb.decomposition.SplitProblem;
import io.github.hjelm.export.hjb.decomposition.SplitSolution;
import io.github.hjelm.export.hjb.decomposition.SplitTable;
import io.github.hjelm.export.hjb.problem.ProblemSettings;
import io.github.hjelm.export.verify.SolvedFolder;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hjelm solve}. */
@Command(
    name = "solve",
    description = "Solves a Hamilton-Jacobi problem on a grid and writes its value table.")
final class SolveCommand implements Callable<Integer> {

  private final PrintStream out;
  private final Terminal terminal;
  private final ProblemCatalog catalog;

  @Parameters(paramLabel = "PROBLEM", description = "One of those listed below.")
  private String name = "";

  @Option(
      names = "--grid",
      paramLabel = "N",
      split = ",",
      description = "Nodes per axis, such as 81,81,80.")
  private @Nullable List<Integer> counts;

  @Option(
      names = "--lower",
      paramLabel = "X",
      split = ",",
      description = "Lower end of each axis; write --lower=-1,-1 where it begins with a minus.")
  private @Nullable List<Double> lower;

  @Option(names = "--upper", paramLabel = "X", split = ",", description = "Upper end of each axis.")
  private @Nullable List<Double> upper;

  @Option(
      names = "--horizon",
      paramLabel = "S",
      description = "Seconds; infinity solves until nothing changes.")
  private @Nullable String horizon;

  @Option(
      names = "--scheme",
      paramLabel = "NAME",
      description = "How derivatives and time are discretised; the problem's own unless named.")
  private @Nullable String scheme;

  @Option(names = "--float", description = "Keep values in 4 bytes instead of 8.")
  private boolean single;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the problem; may be given several times.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--certify",
      paramLabel = "KEY=VALUE,...",
      description = {
        "Certify the table for controls that are held, such as hold=0.02,delay=0.005.",
        "hold: seconds, at most.  delay: age of an estimate when its control acts.",
        "error: of the estimate, one number or one per state as in 0.01:0.01:0.005.",
        "disturbance: scale of the robot's own (1).  inflation: reserve on top (1.05).",
        "interpolation: set aside for points between nodes.  checks: points per side",
        "of a cell.  cap: clearances above it count as it.  sweeps: when to give up.",
        "trials: runs of the filter that it has to stand (20000)."
      })
  private @Nullable String certify;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "A folder that does not exist yet, or is empty.")
  private Path folder = Path.of("");

  SolveCommand(PrintStream out, Terminal terminal, ProblemCatalog catalog) {
    this.out = out;
    this.terminal = terminal;
    this.catalog = catalog;
  }

  /** Lists the problems below the options, from the catalogue itself. */
  @Spec
  void describe(CommandSpec spec) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Problems and their parameters:");
    for (Problem problem : catalog.problems()) {
      lines.add("");
      lines.add("  " + problem.name());
      lines.add("      " + problem.summary());
      for (Parameter parameter : problem.parameters()) {
        String standard = parameter.name() + "=" + Words.number(parameter.value());
        String unit = Words.unit(parameter.unit());
        lines.add(
            "        %-22s %s%s"
                .formatted(standard, parameter.meaning(), unit.isEmpty() ? "" : "," + unit));
      }
      for (TextSetting setting : problem.textSettings()) {
        lines.add(
            "        %-22s %s"
                .formatted(setting.name() + "=" + setting.standard(), setting.meaning()));
      }
    }
    lines.add("");
    lines.add("It writes value.npy (C order, axes in state order) and value.json. Ctrl-C writes");
    lines.add("nothing. ./hjelm inspect DIR says what came out.");
    // picocli takes % for a format and @| for a style.
    spec.usageMessage()
        .footer(
            lines.stream()
                .map(line -> line.replace("%", "%%").replace("@|", "@ |"))
                .toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, SolveRefusal, TableRefusal {
    Problem problem = catalog.problem(name);
    SolveRequest request = request(problem);
    Optional<CertificatePromise> promise =
        certify == null ? Optional.empty() : Optional.of(CertificatePromise.parse(certify));
    TableFolder.requireVacant(folder);
    StatusLine line = new StatusLine(out, terminal);
    try (InterruptOnEnd interruption = new InterruptOnEnd()) {
      if (problem instanceof SplitProblem split) {
        solveParts(split, request, line, interruption);
        return Hjelm.DONE;
      }
      int threads = Runtime.getRuntime().availableProcessors();
      SolvedFolder solved;
      try (SolveStatus status = new SolveStatus(MonotonicClock.system(), line, terminal)) {
        solved =
            SolvedFolder.solve(problem, request, promise, threads, MonotonicClock.system(), status);
      }
      interruption.check();
      solved.write(folder);
      out.print(new SolutionText(solved.solution()).summary());
      if (promise.isPresent()) {
        out.println();
        out.print(new CertificateText(CertificateTable.read(folder)).summary());
        out.print(VerificationText.line(folder));
      }
      out.println(
          "Written to "
              + folder
              + "/value.npy and value.json"
              + (promise.isPresent()
                  ? ", certificate.npy, certificate.json, backup.npy and verification.json"
                  : ""));
      return Hjelm.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      out.println("Interrupted; nothing was written.");
      return Hjelm.NO;
    }
  }

  private void solveParts(
      SplitProblem problem, SolveRequest request, StatusLine line, InterruptOnEnd interruption)
      throws SolveRefusal, TableRefusal, InterruptedException {
    SplitSolution solution;
    try (SolveStatus status = new SolveStatus(MonotonicClock.system(), line, terminal)) {
      solution = problem.solveParts(request, status);
    }
    interruption.check();
    SplitTable.write(folder, solution);
    out.print(new SplitText(solution).summary());
    out.println("Written to " + folder + ", a table for each part");
  }

  private SolveRequest request(Problem problem) throws SolveRefusal {
    sameNumber("--lower", lower, "--upper", upper);
    sameNumber("--grid", counts, "--lower", lower);
    sameNumber("--grid", counts, "--upper", upper);
    SolveRequest request =
        new SolveRequest(
            NamedValues.parsed(settings),
            Optional.ofNullable(counts).map(List::copyOf),
            Optional.ofNullable(lower).map(List::copyOf),
            Optional.ofNullable(upper).map(List::copyOf),
            horizonS(),
            Optional.ofNullable(scheme),
            single);
    // Refused before the folder is looked at and anything is solved.
    ProblemSettings.of(problem, request);
    return request;
  }

  private static void sameNumber(
      String first, @Nullable List<?> some, String second, @Nullable List<?> others) {
    if (some != null && others != null && some.size() != others.size()) {
      throw new InputRefusal(
          "%s has %d numbers and %s has %d; each needs one per axis."
              .formatted(first, some.size(), second, others.size()));
    }
  }

  private OptionalDouble horizonS() {
    if (horizon == null) {
      return OptionalDouble.empty();
    }
    double seconds = Words.parsed(horizon);
    // Written so that NaN is refused.
    if (!(seconds > 0)) {
      throw new InputRefusal(
          "--horizon " + horizon + " is not a number of seconds above 0, or infinity.");
    }
    return OptionalDouble.of(seconds);
  }
}
