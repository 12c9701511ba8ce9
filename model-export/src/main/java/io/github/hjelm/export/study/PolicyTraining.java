package io.github.hjelm.export.study;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.reach.TableFolder;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.bundle.BundleCheck;
import io.github.hjelm.export.bundle.BundleWriter;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.hjb.SolveRefusal;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.hjb.certificate.CertificatePromise;
import io.github.hjelm.export.policy.MethodCatalog;
import io.github.hjelm.export.task.TableRequest;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.verify.SolvedFolder;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** From a task to its bundle: trains, measures, chooses, certifies, writes, and reads back. */
public final class PolicyTraining {

  private final Task task;
  private final Map<String, String> taskSettings;
  private final StudySettings settings;
  private final Study study;
  private final Path work;
  private final ProblemCatalog problems;
  private final MonotonicClock clock;

  /**
   * Nothing is trained yet.
   *
   * @param work where pieces are kept, so that an interrupted run goes on
   */
  public PolicyTraining(
      Task task,
      Map<String, String> taskSettings,
      StudySettings settings,
      Study study,
      Path work,
      ProblemCatalog problems,
      MonotonicClock clock) {
    this.task = task;
    this.taskSettings = Map.copyOf(taskSettings);
    this.settings = settings;
    this.study = study;
    this.work = work;
    this.problems = problems;
    this.clock = clock;
  }

  /**
   * What was trained, and what was chosen.
   *
   * @param results the teacher first
   * @param certificate a folder as {@code solve --certify} writes it
   * @param trainS for how long it took, without what was there already
   */
  public record Trained(
      Lessons lessons,
      List<MethodResult> results,
      Choice choice,
      Path certificate,
      Optional<Path> value,
      double trainS) {

    public Trained {
      results = List.copyOf(results);
    }
  }

  /** The methods that a bundle's policy is chosen among. */
  public static List<String> students() {
    return MethodCatalog.names().stream()
        .filter(name -> !MethodCatalog.BASELINES.contains(name))
        .toList();
  }

  /**
   * Trains a teacher, students and baselines, and chooses.
   *
   * @param methods of the catalogue, students among them
   */
  public Trained train(List<String> methods, Progress progress)
      throws Refusal, SolveRefusal, TableRefusal, InterruptedException {
    long startNs = clock.nanoTime();
    Lessons lessons = study.lessons(progress);
    // Before hours of training: what cannot be certified is refused at once.
    Path certificate = table("certificate", task.certificate(), progress);
    Optional<Path> value = Optional.empty();
    if (task.value().isPresent()) {
      value = Optional.of(table("task", task.value().get(), progress));
    }
    List<MethodResult> results = new ArrayList<>();
    MethodResult teacher = study.measure(Study.TEACHER, progress);
    results.add(teacher);
    List<MethodResult> students = new ArrayList<>();
    for (String method : methods) {
      MethodResult result = study.measure(method, progress);
      results.add(result);
      if (students().contains(method)) {
        students.add(result);
      }
    }
    Choice choice = Choice.of(teacher.measured().get(0).attempts(), students);
    return new Trained(
        lessons, results, choice, certificate, value, (clock.nanoTime() - startNs) / 1e9);
  }

  /** Solves a table, unless an earlier run has. */
  private Path table(String name, TableRequest request, Progress progress)
      throws SolveRefusal, TableRefusal, InterruptedException {
    Path folder = work.resolve(name + "-" + new Fingerprint().add(request).name());
    if (Files.exists(folder)) {
      return folder;
    }
    Optional<CertificatePromise> promise =
        request.promise().isEmpty()
            ? Optional.empty()
            : Optional.of(CertificatePromise.parse(request.promise()));
    SolvedFolder solved =
        SolvedFolder.solve(
            problems.problem(request.problem()),
            request.request(),
            promise,
            settings.threads(),
            clock,
            (done, what) -> progress.report(done, name + ": " + what));
    TableFolder.requireVacant(folder);
    solved.write(folder);
    return folder;
  }

  /**
   * Writes the bundle and reads it back.
   *
   * @param reports by file name, made of what was trained
   * @param key signs the bundle
   */
  public BundleCheck write(
      Trained trained,
      Path out,
      Function<Trained, Map<String, byte[]>> reports,
      Optional<Path> key,
      Progress progress)
      throws Refusal, BundleRefusal, InterruptedException {
    BundleWriter writer =
        new BundleMaking(task, taskSettings, trained.lessons())
            .writer(
                study.policy(trained.choice().method(), progress),
                trained.choice().evaluations(),
                settings.seed())
            .certificate(trained.certificate());
    trained.value().ifPresent(writer::task);
    reports.apply(trained).forEach(writer::report);
    key.ifPresent(writer::signedWith);
    return writer.write(out);
  }
}
