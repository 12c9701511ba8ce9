package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.bundle.BundleCheck;
import io.github.hjelm.export.bundle.BundleWriter;
import io.github.hjelm.export.bundle.SavedModelImport;
import io.github.hjelm.export.data.EpisodeFolder;
import io.github.hjelm.export.data.Episodes;
import io.github.hjelm.export.data.EpisodesDescription;
import io.github.hjelm.export.hjb.Problem.TextSetting;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.certificate.CertificateTable;
import io.github.hjelm.export.policy.MethodCatalog;
import io.github.hjelm.export.report.Machine;
import io.github.hjelm.export.report.TrainingReport;
import io.github.hjelm.export.study.PolicyTraining;
import io.github.hjelm.export.study.Study;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.task.TaskKind;
import io.github.hjelm.sensors.robot.Parameter;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hjelm train}. */
@Command(
    name = "train",
    description = {
      "Trains a policy for a task and writes its bundle: demonstrations, a diffusion teacher,",
      "few-step students, a choice among them by measurement, a certificate, golden outputs."
    })
final class TrainCommand implements Callable<Integer> {

  private final PrintStream out;
  private final Terminal terminal;
  private final ProblemCatalog problems;
  private final TaskCatalog tasks;

  @Parameters(paramLabel = "TASK", arity = "0..1", description = "One of those listed below.")
  private @Nullable String name;

  @Option(
      names = "--out",
      paramLabel = "BUNDLE",
      required = true,
      description = "A folder that does not exist yet or is empty; a name in .zip makes a zip.")
  private Path bundle = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed on the same machine gives the same bundle (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the task, the network or the training; may be given often.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--methods",
      paramLabel = "NAME",
      split = ",",
      description = "Train these alone beside the teacher; all students and regression otherwise.")
  private List<String> methods = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Learn from these episodes (LeRobot dataset, version 3) instead.")
  private @Nullable Path data;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Where checkpoints are kept, so that a run goes on (BUNDLE.work).")
  private @Nullable Path work;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Sign the bundle with this private Ed25519 key (PEM).")
  private @Nullable Path key;

  @Option(
      names = "--from-saved-model",
      paramLabel = "DIR",
      description = "Train nothing: make a bundle of a SavedModel that was made elsewhere.")
  private @Nullable Path savedModel;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "What is known of that SavedModel; controller/docs/bundles.md explains it.")
  private @Nullable Path manifest;

  TrainCommand(PrintStream out, Terminal terminal, ProblemCatalog problems, TaskCatalog tasks) {
    this.out = out;
    this.terminal = terminal;
    this.problems = problems;
    this.tasks = tasks;
  }

  /** Lists tasks and settings below the options, from the catalogues themselves. */
  @Spec
  void describe(CommandSpec spec) {
    List<String> lines = new ArrayList<>(List.of("", "Tasks and their settings:"));
    for (TaskKind kind : tasks.kinds()) {
      lines.add("");
      lines.add("  " + kind.name());
      lines.add("      " + kind.summary());
      for (Parameter parameter : kind.parameters()) {
        String unit = Words.unit(parameter.unit());
        lines.add(
            "        %-22s %s%s"
                .formatted(
                    parameter.name() + "=" + Words.number(parameter.value()),
                    parameter.meaning(),
                    unit.isEmpty() ? "" : "," + unit));
      }
      for (TextSetting setting : kind.textSettings()) {
        lines.add(
            "        %-22s %s"
                .formatted(setting.name() + "=" + setting.standard(), setting.meaning()));
      }
    }
    lines.addAll(List.of("", "Settings of network and training:"));
    TrainingSettings.described().forEach(line -> lines.add("        " + line));
    lines.add("");
    lines.add("Methods: " + String.join(", ", MethodCatalog.names()) + ".");
    lines.add("Interrupted, it goes on from BUNDLE.work when it is started again.");
    // picocli takes % for a format and @| for a style.
    spec.usageMessage()
        .footer(
            lines.stream()
                .map(line -> line.replace("%", "%%").replace("@|", "@ |"))
                .toArray(String[]::new));
  }

  @Override
  public Integer call() throws IOException, Refusal, BundleRefusal, SolveRefusal, TableRefusal {
    if (savedModel != null || manifest != null) {
      return importModel();
    }
    if (name == null) {
      throw new InputRefusal("train needs a TASK; ./hjelm train --help lists them.");
    }
    BundleWriter.requireVacant(bundle);
    Map<String, String> given = NamedValues.parsed(settings);
    TrainingSettings training = TrainingSettings.of(given, seed);
    Task task = tasks.task(name, training.rest());
    List<String> learners = learners();
    Optional<Episodes> episodes = Optional.empty();
    if (data != null) {
      episodes = Optional.of(EpisodeFolder.read(data, EpisodesDescription.of(task)));
    }
    Path pieces = work == null ? bundle.resolveSibling(bundle.getFileName() + ".work") : work;
    MonotonicClock clock = MonotonicClock.system();
    Study study = new Study(task, training.rest(), training.study(), episodes, pieces, clock);
    PolicyTraining run =
        new PolicyTraining(task, training.rest(), training.study(), study, pieces, problems, clock);
    try (InterruptOnEnd interruption = new InterruptOnEnd()) {
      PolicyTraining.Trained trained;
      BundleCheck check;
      try (SolveStatus status = new SolveStatus(clock, new StatusLine(out, terminal), terminal)) {
        trained = run.train(learners, status);
        check =
            run.write(
                trained,
                bundle,
                made -> reports(task, training, made),
                Optional.ofNullable(key),
                status);
      }
      interruption.check();
      say(trained, check);
      return trained.choice().holds() ? Hjelm.DONE : Hjelm.NO;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      out.println("Interrupted; no bundle was written. The same command goes on from " + pieces);
      return Hjelm.NO;
    }
  }

  private List<String> learners() throws Refusal {
    if (methods.isEmpty()) {
      List<String> all = new ArrayList<>(PolicyTraining.students());
      all.add(MethodCatalog.BASELINES.get(0));
      return all;
    }
    for (String method : methods) {
      MethodCatalog.entry(method);
    }
    if (methods.stream().noneMatch(PolicyTraining.students()::contains)) {
      throw new InputRefusal(
          "--methods names no student that could fly; name one of "
              + String.join(", ", PolicyTraining.students())
              + ".");
    }
    return methods;
  }

  private Map<String, byte[]> reports(
      Task task, TrainingSettings training, PolicyTraining.Trained made) {
    Episodes episodes = made.lessons().episodes();
    List<String> notes = new ArrayList<>();
    for (int i : made.lessons().fit().constantObservations()) {
      notes.add(task.observation().get(i).name() + " never changes: nothing is learnt from it");
    }
    for (int j : made.lessons().fit().constantActions()) {
      notes.add(task.robot().controls().get(j).name() + " never changes: it will always be so");
    }
    TrainingReport report =
        new TrainingReport(
            task.name(),
            training.rest(),
            training.study(),
            new TrainingReport.Taught(
                data == null ? "demonstrations" : data.toString(),
                episodes.count(),
                episodes.frames(),
                episodes.periodS(),
                notes),
            made.results(),
            made.choice(),
            certificateLines(made.certificate()),
            new TrainingReport.Origin(command(), "", Machine.describe(), Map.of(), Double.NaN));
    Map<String, byte[]> files = new TreeMap<>();
    files.put("report.json", report.json().getBytes(StandardCharsets.UTF_8));
    files.put("report.html", report.html().getBytes(StandardCharsets.UTF_8));
    files.put("curves.png", report.png());
    return files;
  }

  private static List<String> certificateLines(Path certificate) {
    try {
      String text =
          new CertificateText(CertificateTable.read(certificate)).summary()
              + VerificationText.line(certificate);
      return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    } catch (IOException | TableRefusal e) {
      throw new IllegalStateException("a certificate that was just written cannot be read", e);
    }
  }

  /** How to repeat it; where it is written to does not matter. */
  private String command() {
    StringBuilder text = new StringBuilder("./hjelm train " + name + " --seed " + seed);
    settings.forEach(setting -> text.append(" --set ").append(setting));
    if (!methods.isEmpty()) {
      text.append(" --methods ").append(String.join(",", methods));
    }
    if (data != null) {
      text.append(" --data ").append(data);
    }
    return text.toString();
  }

  private void say(PolicyTraining.Trained trained, BundleCheck check) {
    out.print(new MethodResultText(trained.results()).table());
    out.println();
    out.println("Chosen: " + trained.choice().reason());
    out.println("Written to " + bundle + ": " + check.sentence());
    out.println("./hjelm verify " + bundle + " puts it to the test");
  }

  private int importModel() throws BundleRefusal {
    if (savedModel == null || manifest == null || name != null) {
      throw new InputRefusal(
          "--from-saved-model DIR and --manifest FILE belong together, without a TASK.");
    }
    BundleCheck check =
        SavedModelImport.run(savedModel, manifest, bundle, Optional.ofNullable(key), seed);
    out.println("Written to " + bundle + ": " + check.sentence());
    return Hjelm.DONE;
  }
}
