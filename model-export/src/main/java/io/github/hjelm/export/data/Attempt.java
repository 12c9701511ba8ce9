package io.github.hjelm.export.data;

import io.github.hjelm.export.task.Demonstrator;
import io.github.hjelm.export.task.PeriodStep;
import io.github.hjelm.export.task.Referee;
import io.github.hjelm.export.task.Referee.Standing;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lets a demonstrator try, one attempt at a time. One instance per thread. */
final class Attempt {

  private final Task task;
  private final Demonstrator demonstrator;
  private final PeriodStep period;
  private final List<Quantity> controls;
  private final Demonstration.Track track;
  private final double[] x;
  private final double[] next;
  private final double[] observation;
  private final double[] u;
  private Demonstrator.@Nullable Pilot latest;

  Attempt(Task task, Demonstrator demonstrator) {
    this.task = task;
    this.demonstrator = demonstrator;
    period = new PeriodStep(task);
    controls = task.robot().controls();
    int n = task.robot().states().size();
    x = new double[n];
    next = new double[n];
    observation = new double[task.observation().size()];
    u = new double[controls.size()];
    int capacity = task.maxPeriods() + task.chunk().horizon();
    track = new Demonstration.Track(n, observation.length, u.length, capacity);
  }

  /** Tries from a state; null when it did not succeed or came too close to what must not happen. */
  @Nullable Demonstration begin(double[] start, RandomGenerator random) {
    return run(start, demonstrator.begin(start.clone(), random));
  }

  /** The same from where a push during the latest attempt led. */
  @Nullable Demonstration resume(double[] start, RandomGenerator random) {
    Demonstrator.Pilot before = Objects.requireNonNull(latest, "nothing was begun");
    return run(start, demonstrator.resume(before, start.clone(), random));
  }

  private @Nullable Demonstration run(double[] start, Demonstrator.Pilot pilot) {
    latest = pilot;
    System.arraycopy(start, 0, x, 0, x.length);
    Referee referee = task.referee();
    track.clear();
    for (int k = 0; k < task.maxPeriods(); k++) {
      if (!isClean(pilot)) {
        return null;
      }
      Standing standing = referee.see(x, u, next);
      System.arraycopy(next, 0, x, 0, x.length);
      if (standing == Standing.FAILED) {
        return null;
      }
      if (standing == Standing.SUCCEEDED) {
        return track.demonstration(held(pilot), referee.mode());
      }
    }
    return null;
  }

  /**
   * Goes on for one chunk, so that what is done at the goal is learned too.
   *
   * @return how many frames of the track are worth showing
   */
  private int held(Demonstrator.Pilot pilot) {
    int success = track.frames();
    for (int k = 0; k < task.chunk().horizon(); k++) {
      if (!isClean(pilot)) {
        // The task was over at the goal; what the pilot does behind it is no example.
        return success;
      }
      System.arraycopy(next, 0, x, 0, x.length);
    }
    return track.frames();
  }

  /** One period from x to next, recorded; false when it must not be shown. */
  private boolean isClean(Demonstrator.Pilot pilot) {
    pilot.control(x, u);
    task.observe(x, observation);
    boolean finite = true;
    for (int j = 0; j < u.length; j++) {
      u[j] = controls.get(j).clamp(u[j]);
      finite &= Float.isFinite((float) u[j]);
    }
    for (double seen : observation) {
      finite &= Float.isFinite((float) seen);
    }
    if (!finite) {
      return false;
    }
    track.add(x, observation, u);
    System.arraycopy(x, 0, next, 0, x.length);
    period.advance(next, u);
    return period.clearance() >= 0;
  }
}
