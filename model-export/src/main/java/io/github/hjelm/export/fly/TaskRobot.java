package io.github.hjelm.export.fly;

import io.github.hjelm.export.RandomStreams;
import io.github.hjelm.export.task.Referee.Standing;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.sim.GuardState;
import io.github.hjelm.sensors.sim.RobotNode;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A task's robot on the wire: attempts the task over and over under whatever commands it gets, and
 * keeps the score by its true state. When an attempt ends, the robot is switched off and on at the
 * next start; until a command is in force it is held there.
 *
 * <p>{@link #doWork()} is one control period and belongs to one thread: a {@code RobotLoop}'s, or
 * that of whoever steps it with a clock set by hand. Starts are those of {@code Attempts} with the
 * same seed.
 */
public final class TaskRobot implements AutoCloseable {

  /** Rates are decimal fractions, periods too, and their products are rounded. */
  private static final double ROUNDING = 1e-9;

  private final Task task;
  private final SimulatedRobot sim;
  private final RobotNode node;
  private final int parts;

  // Control thread only.
  private final double[] start;
  private final double[] x;
  private final double[] motors;
  private FlownAttempt attempt;
  private long begun;

  // Written by the control thread.
  private volatile TaskScore score = TaskScore.NONE;

  /**
   * @param sim from {@link #simulated}
   * @param codecs makes one codec per thread
   * @param link the caller's, with {@link RobotNode#lastWill} as its last will
   * @throws SimRefusal when the robot's rate does not divide the task's period, in one sentence
   */
  public TaskRobot(
      Task task,
      SimulatedRobot sim,
      Supplier<? extends FrameCodec> codecs,
      MqttLink link,
      MonotonicClock clock,
      WallClock wallClock)
      throws SimRefusal {
    this.task = task;
    this.sim = sim;
    parts = parts(task, sim.settings());
    start = new double[sim.robot().states().size()];
    x = new double[start.length];
    motors = new double[sim.robot().controls().size()];
    node = new RobotNode(sim, codecs, link, clock, wallClock);
    attempt = begin();
    sim.restart(start);
  }

  /**
   * The task's robot as it is simulated: pushed towards where the task's clearance is least, when
   * it is pushed.
   *
   * @param robot the task's, or the same in a world that pushes as much as a certificate covers
   */
  public static SimulatedRobot simulated(Task task, Robot robot, SimSettings settings)
      throws SimRefusal {
    parts(task, settings);
    return new SimulatedRobot(robot, Optional.empty(), Optional.of(task::clearance), settings);
  }

  /** The lowest rate from this one on that makes whole control periods in a period of the task. */
  public static double rateHz(Task task, double leastHz) {
    double periodS = task.chunk().periodS();
    return Math.max(1, Math.ceil(leastHz * periodS - ROUNDING)) / periodS;
  }

  /** Listens to commands; the stage completes when the broker has granted it. */
  public CompletionStage<Void> start() {
    return node.start();
  }

  /** One control period of the robot. */
  public void doWork() {
    if (isHeld()) {
      sim.place(start);
    }
    node.doWork();
    sim.copyState(x);
    double clearance = task.clearance(x);
    // Written so that NaN is a violation.
    boolean safe = clearance >= 0;
    Standing standing = Standing.RUNNING;
    if (!isHeld()) {
      node.copyMotors(motors);
      standing = attempt.see(motors, x, safe);
    }
    count(clearance, safe, standing);
    if (standing != Standing.RUNNING) {
      attempt = begin();
      node.restart(start);
    }
  }

  /** Says that the robot is switched off; the caller closes the link. */
  @Override
  public void close() {
    node.close();
  }

  /** How it has fared; any thread. */
  public TaskScore score() {
    return score;
  }

  /** The robot on the wire. */
  public RobotNode node() {
    return node;
  }

  /** The robot as it truly is; control thread. */
  public SimulatedRobot sim() {
    return sim;
  }

  private boolean isHeld() {
    return node.state() == GuardState.WAITING;
  }

  private FlownAttempt begin() {
    task.start(RandomStreams.of(sim.settings().seed(), 2 * begun), start);
    begun++;
    return new FlownAttempt(task, parts, start);
  }

  private void count(double clearance, boolean safe, Standing standing) {
    TaskScore before = score;
    score =
        new TaskScore(
            before.periods() + 1,
            before.violations() + (safe ? 0 : 1),
            Math.min(before.leastClearance(), clearance),
            before.goalsReached() + (standing == Standing.SUCCEEDED ? 1 : 0),
            before.failures() + (standing == Standing.FAILED ? 1 : 0));
  }

  private static int parts(Task task, SimSettings settings) throws SimRefusal {
    double exact = settings.rateHz() * task.chunk().periodS();
    int parts = (int) Math.round(exact);
    // Written so that NaN is refused.
    if (!(parts >= 1 && Math.abs(exact - parts) <= ROUNDING * parts)) {
      throw new SimRefusal(
          "setting 'rate' is "
              + settings.rateHz()
              + " Hz, which makes "
              + exact
              + " control periods in a period of task "
              + task.name()
              + "; take a multiple of "
              + 1 / task.chunk().periodS()
              + " Hz");
    }
    return parts;
  }
}
