package io.github.hjelm.export.study;

import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.data.DemonstrationMaker;
import io.github.hjelm.export.data.DemonstrationSettings;
import io.github.hjelm.export.data.Demonstrations;
import io.github.hjelm.export.data.EpisodeFolder;
import io.github.hjelm.export.data.Episodes;
import io.github.hjelm.export.data.EpisodesDescription;
import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkCatalog;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.policy.Diffusion;
import io.github.hjelm.export.policy.Drawing;
import io.github.hjelm.export.policy.Edm;
import io.github.hjelm.export.policy.Method;
import io.github.hjelm.export.policy.MethodCatalog;
import io.github.hjelm.export.policy.PolicySource;
import io.github.hjelm.export.policy.Teacher;
import io.github.hjelm.export.policy.TrainedPolicy;
import io.github.hjelm.export.task.AttemptSummary;
import io.github.hjelm.export.task.Attempts;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.train.Checkpoint;
import io.github.hjelm.export.train.LessonTable;
import io.github.hjelm.export.train.TrainSettings;
import io.github.hjelm.export.train.Trainer;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One task, one seed: whatever is asked for is made from what it needs, and kept in a folder under
 * the fingerprint of everything that went into it. What was interrupted goes on, what changed is
 * made anew, and what is there is taken.
 */
public final class Study {

  /** Steps of Heun's method by which the teacher makes pairs. */
  private static final int PAIR_STEPS = 12;

  /** What the teacher is called; every other method is in the catalogue. */
  public static final String TEACHER = "teacher";

  /** Attempts start from other seeds than demonstrations. */
  private static final long ATTEMPT_SEED = 1_000_003;

  /** Starts from which ways are counted, and attempts from each. */
  private static final int STARTS = 300;

  private static final int TIMES_EACH = 8;

  private final Task task;
  private final String taskWords;
  private final StudySettings settings;
  private final Optional<Episodes> given;
  private final StudyFolder folder;
  private final MonotonicClock clock;
  private final Map<String, TrainedPolicy> policies = new HashMap<>();
  private @Nullable Lessons lessons;
  private @Nullable LessonTable pairs;

  /**
   * Nothing is made yet.
   *
   * @param taskSettings what the task was made with
   * @param given a user's own episodes instead of demonstrations
   * @param work where pieces are kept
   */
  public Study(
      Task task,
      Map<String, String> taskSettings,
      StudySettings settings,
      Optional<Episodes> given,
      Path work,
      MonotonicClock clock) {
    this.task = task;
    this.settings = settings;
    this.given = given;
    this.clock = clock;
    taskWords =
        "%s %s %s".formatted(task.name(), new java.util.TreeMap<>(taskSettings), task.chunk());
    folder = new StudyFolder(work);
  }

  /** What everything learns from. */
  public Lessons lessons(Progress progress) throws Refusal, InterruptedException {
    if (lessons == null) {
      Episodes episodes = given.isPresent() ? given.get() : demonstrations(progress);
      lessons = Lessons.of(episodes, task.chunk().horizon(), task.name());
    }
    return lessons;
  }

  /** As a dataset in the work folder, which others can learn from too. */
  private Episodes demonstrations(Progress progress) throws Refusal, InterruptedException {
    EpisodesDescription description = EpisodesDescription.of(task);
    String name =
        "episodes-"
            + new Fingerprint()
                .add(taskWords)
                .add(settings.frames())
                .add(settings.seed())
                .addCode(task.getClass(), DemonstrationMaker.class)
                .name();
    Path dataset = folder.file(name);
    if (Files.isDirectory(dataset)) {
      return EpisodeFolder.read(dataset, description);
    }
    Demonstrations made =
        new DemonstrationMaker(task, clock)
            .make(
                DemonstrationSettings.ofFrames(
                        settings.frames(), settings.seed(), settings.threads())
                    .withRecoveries(task.recoveries()),
                within("demonstrations", progress));
    Map<String, Object> how = new LinkedHashMap<>();
    how.put("seed", settings.seed());
    how.put("attempts", made.attempts());
    how.put("failed", made.failed());
    how.put("recoveries", made.recoveries());
    EpisodeFolder.write(dataset, made.episodes(), description, how);
    return made.episodes();
  }

  /** A trained policy. */
  public TrainedPolicy policy(String name, Progress progress) throws Refusal, InterruptedException {
    TrainedPolicy known = policies.get(name);
    if (known != null) {
      return known;
    }
    Lessons from = lessons(progress);
    Method method = method(name, from, progress);
    Network network = network(method, from);
    boolean fromPairs =
        !name.equals(TEACHER) && MethodCatalog.entry(name).source() == MethodCatalog.Source.PAIRS;
    LessonTable table = fromPairs ? pairs(from, progress) : from.table();
    TrainSettings training =
        new TrainSettings(
            settings.steps(),
            settings.batch(),
            settings.rate(),
            Math.min(500, settings.steps() / 10),
            1e-4,
            1,
            0.999,
            settings.seed());
    Trainer trainer = new Trainer(network, method, table, training, settings.threads(), clock);
    Checkpoint checkpoint =
        new Checkpoint(
            folder.file(name + "-" + key(method, network, from) + ".safetensors"),
            taskWords + " " + name + " seed " + settings.seed());
    TrainedPolicy policy =
        new TrainedPolicy(
            method, network, trainer.train(Optional.of(checkpoint), within(name, progress)));
    policies.put(name, policy);
    return policy;
  }

  private Method method(String name, Lessons from, Progress progress)
      throws Refusal, InterruptedException {
    if (name.equals(TEACHER)) {
      return new Diffusion(Edm.of(from.table().chunkDeviation()));
    }
    MethodCatalog.Entry entry = MethodCatalog.entry(name);
    return entry.method(entry.needsTeacher() ? Optional.of(teacher(progress)) : Optional.empty());
  }

  private Teacher teacher(Progress progress) throws Refusal, InterruptedException {
    TrainedPolicy policy = policy(TEACHER, progress);
    return new Teacher((Diffusion) policy.method(), policy.network(), policy.trained().weights());
  }

  private Network network(Method method, Lessons from) throws Refusal {
    Method.Inputs inputs = method.inputs();
    NetworkShape shape =
        new NetworkShape(
            from.table().observationSize(),
            task.chunk().horizon(),
            task.robot().controls().size(),
            inputs.sample(),
            inputs.times(),
            inputs.outputsPerControl());
    return NetworkCatalog.standard().network(settings.network(), shape);
  }

  private LessonTable pairs(Lessons from, Progress progress) throws Refusal, InterruptedException {
    if (pairs == null) {
      TrainedPolicy policy = policy(TEACHER, progress);
      Diffusion diffusion = (Diffusion) policy.method();
      Drawing drawing =
          (a, model, observation, noise, chance) ->
              diffusion.drawPolished(a, model, observation, noise, PAIR_STEPS);
      try (PolicySource source =
          new PolicySource(
              policy, drawing, from.normalisers(), settings.seed(), settings.threads())) {
        pairs =
            Pairs.draw(
                source, from.table(), settings.pairs(), settings.seed(), within("pairs", progress));
      }
    }
    return pairs;
  }

  /** What a method achieves in the loop. */
  public MethodResult measure(String name, Progress progress) throws Refusal, InterruptedException {
    Lessons from = lessons(progress);
    TrainedPolicy policy = policy(name, progress);
    List<Measured> measured = new ArrayList<>();
    for (Sampler sampler : Sampler.of(policy.method())) {
      measured.add(
          new Measured(
              sampler.evaluations(),
              sampler.name(),
              attempts(policy, sampler, from, within(name + " " + sampler.name(), progress))));
    }
    return new MethodResult(
        name, policy.network().description(), policy.trained().curve(), measured);
  }

  private AttemptSummary attempts(
      TrainedPolicy policy, Sampler sampler, Lessons from, Progress progress)
      throws InterruptedException {
    progress.report(Double.NaN, "%,d attempts".formatted(settings.attempts()));
    try (PolicySource source =
        new PolicySource(
            policy,
            sampler.drawing(),
            from.normalisers(),
            ATTEMPT_SEED + settings.seed(),
            settings.threads())) {
      Attempts attempts = new Attempts(task);
      long seed = ATTEMPT_SEED + settings.seed();
      AttemptSummary all = attempts.run(source, settings.attempts(), seed);
      return task.modes().size() == 1
          ? all
          : all.withWays(attempts.runFromEach(source, STARTS, TIMES_EACH, seed).ways());
    }
  }

  private String key(Method method, Network network, Lessons from) {
    return new Fingerprint()
        .add(taskWords)
        .add(settings)
        .add(from.table().fingerprint())
        .add(method.name())
        .add(network.description())
        .addCode(method.getClass(), network.getClass(), Trainer.class)
        .name();
  }

  private static Progress within(String what, Progress progress) {
    return (done, how) -> progress.report(done, what + ": " + how);
  }
}
