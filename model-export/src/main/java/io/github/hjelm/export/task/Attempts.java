package io.github.hjelm.export.task;

import io.github.hjelm.export.RandomStreams;
import io.github.hjelm.export.task.Referee.Standing;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Closed-loop attempts at a task on the simulated, undisturbed robot. All attempts go on together,
 * period by period, so that a policy answers many observations in one call. The same seed gives the
 * same starts, whoever drives. Not thread-safe: one instance per thread.
 */
public final class Attempts {

  private final Task task;
  private final List<Quantity> controls;
  private final PeriodStep step;
  private final double[] u;
  private final double[] before;

  public Attempts(Task task) {
    this.task = task;
    controls = task.robot().controls();
    step = new PeriodStep(task);
    u = new double[controls.size()];
    before = new double[task.robot().states().size()];
  }

  /** Attempts driven by a policy, which is asked anew whenever the executed part has passed. */
  public AttemptSummary run(ChunkSource source, int attempts, long seed)
      throws InterruptedException {
    return run(new ChunkDriver(task, source, attempts), attempts, 1, seed);
  }

  /** Attempts driven by whoever shows how it is done. */
  public AttemptSummary run(Demonstrator demonstrator, int attempts, long seed)
      throws InterruptedException {
    return run(new PilotDriver(demonstrator), attempts, 1, seed);
  }

  /** The same from fewer starts, so many times from each: shows which ways are taken from one. */
  public AttemptSummary runFromEach(ChunkSource source, int starts, int times, long seed)
      throws InterruptedException {
    return run(new ChunkDriver(task, source, starts * times), starts * times, times, seed);
  }

  /** The same with whoever shows how it is done. */
  public AttemptSummary runFromEach(Demonstrator demonstrator, int starts, int times, long seed)
      throws InterruptedException {
    return run(new PilotDriver(demonstrator), starts * times, times, seed);
  }

  private AttemptSummary run(Driver driver, int attempts, int timesEach, long seed)
      throws InterruptedException {
    if (attempts < 1) {
      throw new IllegalArgumentException("there must be an attempt, but there are " + attempts);
    }
    AttemptCounts counts = new AttemptCounts(task, attempts / timesEach);
    List<Attempt> running = new ArrayList<>();
    for (int number = 0; number < attempts; number++) {
      running.add(new Attempt(task, number, number / timesEach, seed));
    }
    for (int period = 0; period < task.maxPeriods() && !running.isEmpty(); period++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      driver.look(period, running);
      List<Attempt> remaining = new ArrayList<>();
      for (Attempt attempt : running) {
        driver.control(attempt, u);
        advance(attempt);
        if (attempt.standing == Standing.RUNNING) {
          remaining.add(attempt);
        } else {
          counts.add(attempt);
        }
      }
      running = remaining;
    }
    for (Attempt attempt : running) {
      attempt.standing = Standing.FAILED;
      counts.add(attempt);
    }
    return counts.summary();
  }

  private void advance(Attempt attempt) {
    attempt.periods++;
    for (int j = 0; j < u.length; j++) {
      if (!Double.isFinite(u[j])) {
        attempt.invalid = true;
        attempt.standing = Standing.FAILED;
        return;
      }
      u[j] = controls.get(j).clamp(u[j]);
    }
    System.arraycopy(attempt.x, 0, before, 0, before.length);
    step.advance(attempt.x, u);
    attempt.cost += step.cost();
    attempt.clearance = Math.min(attempt.clearance, step.clearance());
    // Written so that NaN fails.
    attempt.standing =
        step.clearance() >= 0 ? attempt.referee.see(before, u, attempt.x) : Standing.FAILED;
  }

  /** One attempt on its way. */
  static final class Attempt {

    final int number;
    final int startNumber;
    final double[] x;
    final double[] start;
    final SplittableRandom random;
    final Referee referee;
    Standing standing = Standing.RUNNING;
    double cost;
    double clearance = Double.POSITIVE_INFINITY;
    int periods;
    boolean invalid;

    Attempt(Task task, int number, int startNumber, long seed) {
      this.number = number;
      this.startNumber = startNumber;
      random = RandomStreams.of(seed, 2L * number + 1);
      x = new double[task.robot().states().size()];
      task.start(RandomStreams.of(seed, 2L * startNumber), x);
      start = x.clone();
      referee = task.referee();
    }
  }

  /** Whoever decides on controls. */
  private interface Driver {

    /** A period begins with these. */
    void look(int period, List<Attempt> running);

    /** Asked in that order. */
    void control(Attempt attempt, double[] u);
  }

  private static final class ChunkDriver implements Driver {

    private final Task task;
    private final ChunkSource source;
    private final int width;
    private final int size;
    private final double[] observation;
    private final float[] observations;
    private final float[] chunks;
    private final int[] rows;
    private int at;

    ChunkDriver(Task task, ChunkSource source, int attempts) {
      this.task = task;
      this.source = source;
      width = task.robot().controls().size();
      size = width * task.chunk().horizon();
      observation = new double[task.observation().size()];
      observations = new float[attempts * observation.length];
      chunks = new float[attempts * size];
      rows = new int[attempts];
    }

    @Override
    public void look(int period, List<Attempt> running) {
      at = period % task.chunk().executed();
      if (at != 0) {
        return;
      }
      for (int row = 0; row < running.size(); row++) {
        task.observe(running.get(row).x, observation);
        for (int i = 0; i < observation.length; i++) {
          observations[row * observation.length + i] = (float) observation[i];
        }
        rows[running.get(row).number] = row;
      }
      source.draw(running.size(), observations, chunks);
    }

    @Override
    public void control(Attempt attempt, double[] u) {
      int row = rows[attempt.number];
      for (int j = 0; j < width; j++) {
        u[j] = chunks[row * size + at * width + j];
      }
    }
  }

  private static final class PilotDriver implements Driver {

    private final Demonstrator demonstrator;
    private final List<Demonstrator.Pilot> pilots = new ArrayList<>();

    PilotDriver(Demonstrator demonstrator) {
      this.demonstrator = demonstrator;
    }

    @Override
    public void look(int period, List<Attempt> running) {
      if (period == 0) {
        for (Attempt attempt : running) {
          pilots.add(demonstrator.begin(attempt.x.clone(), attempt.random));
        }
      }
    }

    @Override
    public void control(Attempt attempt, double[] u) {
      pilots.get(attempt.number).control(attempt.x, u);
    }
  }
}
