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
  private final Disturbance disturbance;
  private final StateSensor sensor;
  private final Rk4 rk4;
  private final List<Quantity> controls;
  private final List<Quantity> states;
  private final double stepS;
  private final long stepsPerHold;

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
    this.disturbance = Disturbance.of(robot, settings, safety.orElse(nearest));
    this.sensor = new StateSensor(robot, settings);
    this.rk4 = new Rk4(robot);
    this.controls = robot.controls();
    this.states = robot.states();
    this.stepS = 1 / (settings.rateHz() * settings.substeps());
    this.stepsPerHold = Math.max(1, Math.round(settings.disturbanceHoldNs() / 1e9 / stepS));
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
      if (steps % stepsPerHold == 0) {
        disturbance.choose(x, u, d);
      }
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
