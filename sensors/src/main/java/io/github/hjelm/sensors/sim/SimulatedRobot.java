package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Rk4;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import java.util.List;
import java.util.Optional;

/**
 * A robot that exists only as numbers: its true state, what pushes it, what its sensor sees of it.
 * Moved by hand, one control period at a time; reads no clock. One thread.
 *
 * <p>Two runs with the same settings, commands and stamps give the same bits on the same JVM and
 * kind of machine.
 */
public final class SimulatedRobot {

  private final Robot robot;
  private final SimSettings settings;
  private final Optional<Clearance> clearance;
  private final DisturbanceHold disturbance;
  private final StateSensor sensor;
  private final Rk4 rk4;
  private final List<Quantity> controls;
  private final List<Quantity> states;
  private final double stepS;

  private final double[] x;
  private final double[] next;
  private final double[] u;
  private final double[] d;

  private long steps;
  private long collisions;
  private long boundsLeft;
  private boolean colliding;
  private boolean outside;
  private boolean diverged;

  /**
   * @param world what can be hit; a robot without one cannot collide
   */
  public SimulatedRobot(Robot robot, Optional<? extends FreeSpace> world, SimSettings settings)
      throws SimRefusal {
    this(robot, world, Optional.empty(), settings);
  }

  /**
   * @param safety what the adversary works against; without it the clearance in the world, without
   *     a world the margin to the state's bounds
   */
  public SimulatedRobot(
      Robot robot,
      Optional<? extends FreeSpace> world,
      Optional<SafetyFunction> safety,
      SimSettings settings)
      throws SimRefusal {
    this.robot = robot;
    this.settings = settings;
    this.clearance =
        world.isPresent()
            ? Optional.of(new Clearance(robot, world.get(), settings.radiusM()))
            : Optional.empty();
    SafetyFunction nearest = clearance.isPresent() ? clearance.get() : new BoundsMargin(robot);
    this.sensor = new StateSensor(robot, settings);
    this.rk4 = new Rk4(robot);
    this.controls = robot.controls();
    this.states = robot.states();
    this.stepS = 1 / (settings.rateHz() * settings.substeps());
    long stepsPerHold = Math.max(1, Math.round(settings.disturbanceHoldNs() / 1e9 / stepS));
    this.disturbance = new DisturbanceHold(robot, settings, safety.orElse(nearest), stepsPerHold);
    this.x = new double[states.size()];
    this.next = new double[states.size()];
    this.u = new double[controls.size()];
    this.d = new double[robot.disturbances().size()];
    robot.initialState(x);
    observeSurroundings();
  }

  public Robot robot() {
    return robot;
  }

  public SimSettings settings() {
    return settings;
  }

  /** Writes what the robot does by itself in its present state. */
  @HotPath
  public void fallback(double[] target) {
    robot.fallback(x, target);
  }

  /** Moves the robot by one control period under these controls. */
  @HotPath
  public void step(double[] motors) {
    for (int i = 0; i < u.length; i++) {
      u[i] = controls.get(i).clamp(motors[i]);
    }
    for (int i = 0; i < settings.substeps(); i++) {
      disturbance.hold(steps, x, u, d);
      steps++;
      if (!isStopped()) {
        rk4.step(x, u, d, stepS, next);
        settle();
      }
    }
  }

  /** The simulated time since the start. */
  public double timeS() {
    return steps * stepS;
  }

  /** Copies the true state. */
  public void copyState(double[] target) {
    System.arraycopy(x, 0, target, 0, x.length);
  }

  /** Puts the robot somewhere. */
  public void place(double[] state) {
    System.arraycopy(state, 0, x, 0, x.length);
    observeSurroundings();
  }

  /** Puts the robot somewhere as if it had just been switched on; what was counted stays. */
  public void restart(double[] state) {
    diverged = false;
    disturbance.push(0);
    sensor.restart();
    place(state);
  }

  /** Pushes it for so long, in the corner of its disturbance box that is worst for safety. */
  public void push(double seconds) {
    disturbance.push(Math.round(seconds / stepS));
  }

  /** Changes its state at once, as no disturbance of its model could. */
  public void shove(double[] change) {
    for (int i = 0; i < x.length; i++) {
      next[i] = states.get(i).wrap(x[i] + change[i]);
    }
    settle();
  }

  /** Takes no readings for so long; those on their way still arrive. */
  public void blind(double seconds) {
    sensor.blind(Math.round(seconds * settings.rateHz()));
  }

  /** Copies the disturbance in force. */
  public void copyDisturbance(double[] target) {
    System.arraycopy(d, 0, target, 0, d.length);
  }

  /** How often it has run into something. */
  public long collisions() {
    return collisions;
  }

  /** How often its state has left the bounds that the model gives it. */
  public long boundsLeft() {
    return boundsLeft;
  }

  /** Whether the numbers have ceased to be numbers; the last finite state is kept. */
  public boolean diverged() {
    return diverged;
  }

  /** Whether the robot moves no more. */
  public boolean isStopped() {
    return diverged || (colliding && settings.stopOnCollision());
  }

  StateSensor sensor() {
    return sensor;
  }

  /** Takes a reading of the present state. */
  void sense(long nowNs) {
    sensor.take(x, nowNs);
  }

  private void settle() {
    for (int i = 0; i < next.length; i++) {
      if (!Double.isFinite(next[i])) {
        diverged = true;
        return;
      }
    }
    System.arraycopy(next, 0, x, 0, x.length);
    observeSurroundings();
  }

  private void observeSurroundings() {
    // Written so that NaN collides.
    boolean hits = clearance.isPresent() && !(clearance.get().value(x) > 0);
    if (hits && !colliding) {
      collisions++;
    }
    colliding = hits;
    boolean leaves = false;
    for (int i = 0; i < x.length; i++) {
      Quantity state = states.get(i);
      leaves |= !state.periodic() && !(x[i] >= state.lower() && x[i] <= state.upper());
    }
    if (leaves && !outside) {
      boundsLeft++;
    }
    outside = leaves;
  }
}
