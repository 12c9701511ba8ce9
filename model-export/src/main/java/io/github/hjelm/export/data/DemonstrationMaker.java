package io.github.hjelm.export.data;

import io.github.hjelm.export.hjb.Progress;
import io.github.hjelm.export.task.Demonstrator;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes demonstrations of a task. Every episode is one attempt that succeeded, from its start to
 * one chunk after its success; what failed is dropped and counted.
 *
 * <p>Recoveries: a robot is taken from any frame of a demonstration, pushed, and what the
 * demonstrator does from there is an episode of its own. The push itself is in no episode, so every
 * chunk shows what is right to do.
 */
public final class DemonstrationMaker {

  /** Families at work or done but not collected, per thread: enough that no thread waits. */
  private static final int AHEAD = 4;

  /** Before so many attempts nobody can say that a demonstrator is no good. */
  private static final int FAIR_TRIAL = 50;

  /** A demonstrator that succeeds less often shows nothing that is worth learning. */
  private static final double LEAST_SUCCESS = 0.05;

  private static final long REPORT_EVERY_NS = 250_000_000;

  private final Task task;
  private final MonotonicClock clock;

  public DemonstrationMaker(Task task, MonotonicClock clock) {
    this.task = task;
    this.clock = clock;
  }

  /** One start and all recoveries that branch off from it; null is an attempt that failed. */
  private record Family(List<@Nullable Demonstration> attempts) {}

  /**
   * Makes as many as are wanted.
   *
   * @throws DataRefusal when the demonstrator hardly ever succeeds
   * @throws InterruptedException when the thread was interrupted; nothing goes on
   */
  public Demonstrations make(DemonstrationSettings settings, Progress progress)
      throws TaskRefusal, DataRefusal, InterruptedException {
    Demonstrator demonstrator = task.demonstrator();
    Collected collected = new Collected(settings);
    SplittableRandom root = new SplittableRandom(settings.seed());
    ExecutorService pool = Executors.newFixedThreadPool(settings.threads());
    try {
      Deque<Future<Family>> ahead = new ArrayDeque<>();
      long reportedNs = clock.nanoTime();
      while (!collected.isEnough()) {
        while (ahead.size() < AHEAD * settings.threads()) {
          // Split here, in order: what a family draws depends on its number alone.
          SplittableRandom random = root.split();
          ahead.add(pool.submit(() -> family(demonstrator, settings, random)));
        }
        collected.add(next(ahead.remove()));
        if (clock.nanoTime() - reportedNs >= REPORT_EVERY_NS) {
          reportedNs = clock.nanoTime();
          progress.report(collected.share(), collected.words());
        }
      }
      return collected.demonstrations();
    } finally {
      pool.shutdownNow();
    }
  }

  private static Family next(Future<Family> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a demonstration broke", e.getCause());
    }
  }

  private Family family(
      Demonstrator demonstrator, DemonstrationSettings settings, SplittableRandom random)
      throws InterruptedException {
    Attempt attempt = new Attempt(task, demonstrator);
    Push push = new Push(task);
    double[] x = new double[task.robot().states().size()];
    double[] u = new double[task.robot().controls().size()];
    List<@Nullable Demonstration> attempts = new ArrayList<>();
    task.start(random, x);
    Demonstration latest = attempt.begin(x, random);
    attempts.add(latest);
    while (latest != null && random.nextDouble() < settings.recoveries()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int frame = random.nextInt(latest.frames());
      latest.state(frame, x);
      latest.action(frame, u);
      if (!push.push(x, u, random)) {
        break;
      }
      latest = attempt.resume(x, random);
      attempts.add(latest);
    }
    return new Family(attempts);
  }

  /** What was collected so far, in the order of the families. */
  private final class Collected {

    private final DemonstrationSettings settings;
    private final Episodes.Recorder recorder;
    private final int[] modes = new int[task.modes().size()];
    private final double[] observation = new double[task.observation().size()];
    private final double[] u = new double[task.robot().controls().size()];
    private int attempts;
    private int episodes;
    private int frames;
    private int recoveries;

    Collected(DemonstrationSettings settings) {
      this.settings = settings;
      recorder = new Episodes.Recorder(observation.length, u.length, task.chunk().periodS());
    }

    boolean isEnough() {
      return episodes >= settings.episodes() && frames >= settings.frames();
    }

    double share() {
      double ofEpisodes = episodes / (double) Math.max(1, settings.episodes());
      double ofFrames = frames / (double) Math.max(1, settings.frames());
      boolean both = settings.episodes() > 0 && settings.frames() > 0;
      return Math.min(
          1, both ? Math.min(ofEpisodes, ofFrames) : settings.frames() > 0 ? ofFrames : ofEpisodes);
    }

    String words() {
      return "%d episodes, %d frames, %d attempts failed"
          .formatted(episodes, frames, attempts - episodes);
    }

    void add(Family family) throws DataRefusal {
      for (int k = 0; k < family.attempts().size() && !isEnough(); k++) {
        Demonstration shown = family.attempts().get(k);
        attempts++;
        if (shown != null) {
          record(shown);
          recoveries += k > 0 ? 1 : 0;
        }
      }
      if (attempts >= FAIR_TRIAL && episodes < LEAST_SUCCESS * attempts) {
        throw new DataRefusal(
            "of %d attempts at %s its demonstrator succeeded in %d: make the task easier"
                .formatted(attempts, task.name(), episodes));
      }
    }

    private void record(Demonstration shown) {
      recorder.beginEpisode();
      for (int f = 0; f < shown.frames(); f++) {
        shown.observation(f, observation);
        shown.action(f, u);
        recorder.frame(observation, u);
      }
      episodes++;
      frames += shown.frames();
      modes[shown.mode()]++;
    }

    Demonstrations demonstrations() {
      return new Demonstrations(
          recorder.episodes(),
          attempts,
          attempts - episodes,
          recoveries,
          Arrays.stream(modes).boxed().toList());
    }
  }
}
