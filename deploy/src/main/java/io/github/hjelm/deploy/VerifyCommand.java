package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundlePaths;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.study.BundleVerification;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CertifiedFolder;
import io.github.hjelm.export.verify.ScenarioReport;
import io.github.hjelm.export.verify.VerificationFile;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hjelm verify}. */
@Command(
    name = "verify",
    description = "Puts a bundle or a certificate to the test: closed-loop runs, golden outputs.",
    footer = {
      "",
      "Every run starts where the certificate says that it is safe and is driven by the run-time",
      "filter itself, against wishes that aim at the wall, the worst disturbance, and estimates",
      "that flatter. The bound is written to DIR/verification.json.",
      "Of a bundle every file, the operations of its graph, its signature and its answers on this",
      "machine are checked as well, and its policy attempts the task it was trained for.",
      "Exit code 1 when a run violates; with --epsilon, when more of them may than that."
    })
final class VerifyCommand implements Callable<Integer> {

  private final PrintStream out;
  private final Terminal terminal;
  private final ProblemCatalog catalog;

  @Parameters(
      paramLabel = "DIR",
      description = "A bundle, its zip, or a folder that ./hjelm solve --certify wrote.")
  private Path folder = Path.of("");

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "138149",
      description = "Runs (${DEFAULT-VALUE}: clean, they prove a share of 1e-4 at 1e-6).")
  private int trials;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Equal seeds give equal runs (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--beta",
      paramLabel = "B",
      defaultValue = "1e-6",
      description = "The bound holds with confidence 1 - B (${DEFAULT-VALUE}).")
  private double beta;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = "Be content when at most this share may violate.")
  private @Nullable Double epsilon;

  @Option(
      names = "--length",
      paramLabel = "S",
      defaultValue = "6",
      description = "Seconds that a run lasts (${DEFAULT-VALUE}).")
  private double lengthS;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Of a bundle: trust what this public Ed25519 key (PEM) has signed, no other.")
  private @Nullable Path key;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON as well.")
  private @Nullable Path json;

  VerifyCommand(PrintStream out, Terminal terminal, ProblemCatalog catalog) {
    this.out = out;
    this.terminal = terminal;
    this.catalog = catalog;
  }

  @Override
  public Integer call() throws IOException, SolveRefusal, TableRefusal, BundleRefusal, Refusal {
    refuse();
    if (Files.isRegularFile(folder) || Files.exists(folder.resolve(BundlePaths.MANIFEST))) {
      return bundle();
    }
    CertifiedFolder certified = CertifiedFolder.read(folder, catalog);
    if (!(lengthS >= certified.holdS())) {
      throw new InputRefusal(
          "--length %s is shorter than one hold of %s s.".formatted(lengthS, certified.holdS()));
    }
    try (InterruptOnEnd interruption = new InterruptOnEnd()) {
      ScenarioReport report = run(certified);
      interruption.check();
      VerificationFile.Content content =
          new VerificationFile.Content(
              certified.sha256(), seed, lengthS, certified.holdS(), report);
      VerificationFile.write(folder, content);
      if (json != null) {
        JsonFile.write(json, content.tree());
      }
      say(report);
      return isContent(report) ? Hjelm.DONE : Hjelm.NO;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      out.println("Interrupted; nothing was written.");
      return Hjelm.NO;
    }
  }

  /** A bundle: what it is made of, what it answers here, what it achieves, what vouches for it. */
  private int bundle() throws IOException, SolveRefusal, TableRefusal, BundleRefusal, Refusal {
    BundleKeys keys = key == null ? BundleKeys.none() : BundleKeys.trusting(List.of(key));
    try (Bundle bundle = Bundle.open(folder, keys);
        InterruptOnEnd interruption = new InterruptOnEnd()) {
      BundleVerification verification =
          new BundleVerification(bundle, TaskCatalog.standard(), catalog, MonotonicClock.system());
      BundleVerification.Result result;
      try (SolveStatus status =
          new SolveStatus(MonotonicClock.system(), new StatusLine(out, terminal), terminal)) {
        result = verification.run(trials, lengthS, beta, seed, status);
      }
      interruption.check();
      if (json != null) {
        JsonFile.write(json, result.tree());
      }
      out.print(new BundleText(bundle).summary());
      out.print(BundleText.verified(result));
      return result.holds(epsilon == null ? Double.NaN : epsilon) ? Hjelm.DONE : Hjelm.NO;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      out.println("Interrupted; nothing was written.");
      return Hjelm.NO;
    }
  }

  private ScenarioReport run(CertifiedFolder certified) throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    MonotonicClock clock = MonotonicClock.system();
    StatusLine line = new StatusLine(out, terminal);
    try (SolveStatus status = new SolveStatus(clock, line, terminal)) {
      return certified.verify(trials, lengthS, beta, seed, threads, clock, status);
    }
  }

  private boolean isContent(ScenarioReport report) {
    // Written so that NaN is not good enough.
    return epsilon == null ? report.violations() == 0 : report.violationShare() <= epsilon;
  }

  private void refuse() {
    if (trials < 1) {
      throw new InputRefusal("--trials " + trials + " is below 1.");
    }
    // Written so that NaN is refused.
    if (!(beta > 0 && beta < 1)) {
      throw new InputRefusal("--beta " + beta + " does not lie between 0 and 1.");
    }
    if (epsilon != null && !(epsilon > 0 && epsilon < 1)) {
      throw new InputRefusal("--epsilon " + epsilon + " does not lie between 0 and 1.");
    }
    if (!(lengthS > 0 && lengthS <= 1e6)) {
      throw new InputRefusal("--length " + lengthS + " is not a number of seconds above 0.");
    }
  }

  private void say(ScenarioReport report) {
    out.println(
        VerificationText.sentence(
            report.runs(), report.violations(), report.violationShare(), report.beta()));
    out.println(
        String.format(
            Locale.ROOT,
            "least clearance %s; %.1f %% of the wishes were overridden; %,.0f times real time per core",
            Words.number(report.worstClearance()),
            100 * report.interventionShare(),
            report.timesRealTime()));
  }
}
