package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.robot.Quantity;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.status.StatusOutlet;
import io.github.hjelm.sensors.status.StatusSpeaker;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A simulated robot on the wire: sensor frames out, guarded commands in, a retained status, events.
 * To whoever listens it is a robot like any other.
 *
 * <p>{@link #doWork()} is one control period and belongs to one thread, usually a {@link
 * RobotLoop}'s. Commands are judged on the link's thread. The caller owns the link.
 */
public final class RobotNode implements AutoCloseable {

  /** The one sensor that a simulated robot has. */
  public static final String SENSOR = "state";

  private static final long REFUSAL_SUMMARY_NS = 1_000_000_000;

  private final SimulatedRobot sim;
  private final MonotonicClock clock;
  private final WallClock wallClock;
  private final MqttLink link;
  private final CommandInlet inlet;
  private final EventOutlet events;
  private final StatusOutlet status;
  private final Visitor visitor;
  private final FrameCodec codec;
  private final String observationTopic;
  private final String commandTopic;

  // Control thread only.
  private final SensorFrame frame = new SensorFrame();
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final double[] fallback;
  private final double[] motors;
  private final RefusalSummary refusals;
  private GuardState state = GuardState.WAITING;
  private long collisionsSaid;
  private long boundsLeftSaid;
  private boolean divergedSaid;
  private long periods;
  private long framesSent;

  /**
   * @param codecs makes one codec per thread
   */
  public RobotNode(
      SimulatedRobot sim,
      Supplier<? extends FrameCodec> codecs,
      MqttLink link,
      MonotonicClock clock,
      WallClock wallClock) {
    Robot robot = sim.robot();
    String name = sim.settings().name();
    int motorCount = robot.controls().size();
    // Larger in every life of this robot, as long as people set its calendar forwards only.
    long epoch = wallClock.epochMillis();
    this.sim = sim;
    this.clock = clock;
    this.wallClock = wallClock;
    this.link = link;
    this.codec = codecs.get();
    this.inlet =
        new CommandInlet(name, codecs.get(), guard(robot, sim.settings()), motorCount, clock);
    this.events = new EventOutlet(name, codec, link, epoch);
    this.status =
        new StatusOutlet(StatusSpeaker.robot(name, robot.name()), codec, link, wallClock, epoch);
    this.visitor = new Visitor(robot.states().size());
    this.refusals = new RefusalSummary(inlet, REFUSAL_SUMMARY_NS);
    this.observationTopic = Topics.observation(name, SENSOR);
    this.commandTopic = Topics.command(name);
    this.fallback = new double[motorCount];
    this.motors = new double[motorCount];
    frame.robotName().set(name);
    frame.sensorName().set(SENSOR);
    frame.setEpoch(epoch);
  }

  /** What to give to the link's settings, so that the broker says when this robot disappears. */
  public static MqttSettings.LastWill lastWill(
      Robot robot, SimSettings settings, FrameCodec codec, WallClock wallClock) {
    return StatusOutlet.lastWill(
        StatusSpeaker.robot(settings.name(), robot.name()),
        codec,
        wallClock,
        settings.limits().lastEpoch());
  }

  /** Listens to commands; the stage completes when the broker has granted it. */
  public CompletionStage<Void> start() {
    return link.subscribe(commandTopic, inlet);
  }

  /** One control period: sense, publish, let the guard decide, move, report. */
  public void doWork() {
    long nowNs = clock.nanoTime();
    visitor.visit(sim);
    sim.sense(nowNs);
    while (sim.sensor().isDue(nowNs)) {
      publish(sim.sensor().next());
    }
    sim.fallback(fallback);
    GuardState before = state;
    state = inlet.apply(fallback, motors);
    sim.step(motors);
    periods++;
    report(before, nowNs);
  }

  /**
   * As if the robot had been switched off and, somewhere else, on again: a new epoch begins, and
   * the guard waits for a controller to take a new one too. Control thread, between two periods.
   *
   * @param x where it is then
   */
  public void restart(double[] x) {
    // Larger also when it is the second restart in a millisecond.
    long epoch = Math.max(wallClock.epochMillis(), frame.epoch() + 1);
    sim.restart(x);
    inlet.restart();
    events.restart(epoch);
    status.restart(epoch);
    frame.setEpoch(epoch);
    state = GuardState.WAITING;
    divergedSaid = false;
    // Before the first frame, so that nobody answers that one in an epoch that is over.
    status.refresh(clock.nanoTime(), inlet.commandEpoch(), "ready");
  }

  /** Says that the robot is switched off; the caller closes the link. */
  @Override
  public void close() {
    status.sayOffline(inlet.commandEpoch());
  }

  /** Where a visitor may say what is to happen to this robot. */
  public Visitor visitor() {
    return visitor;
  }

  /** What the motors follow. */
  public GuardState state() {
    return state;
  }

  /** Copies what the motors were last given. */
  public void copyMotors(double[] target) {
    System.arraycopy(motors, 0, target, 0, motors.length);
  }

  /** What became of all commands; any thread. */
  public CommandCounts commands() {
    return inlet.counts();
  }

  /** How many commands the guard refused for this reason; any thread. */
  public long refused(GuardOutcome reason) {
    return inlet.refused(reason);
  }

  /** What became of the bytes of all commands; any thread. */
  public OutcomeCounts<FrameOutcome> decoded() {
    return inlet.decoded();
  }

  public long periods() {
    return periods;
  }

  /** Frames that the link took. */
  public long framesSent() {
    return framesSent;
  }

  private void publish(StateSensor.Reading reading) {
    frame.setSequence(reading.sequence()).setStampNs(reading.stampNs());
    frame.setValues(reading.values(), reading.values().length);
    int length = codec.encode(frame, payload);
    switch (link.publish(observationTopic, payload, length)) {
      case SENT -> framesSent++;
      default -> {
        // The link counts what it drops; a reading that comes late is worth less than none.
      }
    }
  }

  private void report(GuardState before, long nowNs) {
    status.refresh(nowNs, inlet.commandEpoch(), "ready");
    if (state != before) {
      switch (state) {
        case SILENT ->
            events.say(RobotEvent.DEADMAN, nowNs, "no command was accepted in time: fallback");
        case STOPPED -> events.say(RobotEvent.STOPPED, nowNs, "the controller said stop: fallback");
        case DRIVING -> sayRearmed(before, nowNs);
        default -> {
          // Waiting is how it begins; an expired command shows in the counts.
        }
      }
    }
    if (sim.collisions() != collisionsSaid) {
      collisionsSaid = sim.collisions();
      events.say(RobotEvent.COLLISION, nowNs, "ran into something, time " + collisionsSaid);
    }
    if (sim.boundsLeft() != boundsLeftSaid) {
      boundsLeftSaid = sim.boundsLeft();
      events.say(RobotEvent.LEFT_BOUNDS, nowNs, "left its bounds, time " + boundsLeftSaid);
    }
    if (sim.diverged() && !divergedSaid) {
      divergedSaid = true;
      events.say(RobotEvent.DIVERGED, nowNs, "the state is not finite any more; standing still");
    }
    if (refusals.isDue(nowNs)) {
      events.say(RobotEvent.REFUSED, nowNs, refusals.take(nowNs));
    }
  }

  private void sayRearmed(GuardState before, long nowNs) {
    if (before == GuardState.SILENT || before == GuardState.STOPPED) {
      events.say(RobotEvent.REARMED, nowNs, "commands are followed again");
    }
  }

  private static ActuatorGuard guard(Robot robot, SimSettings settings) {
    double[] lower = robot.controls().stream().mapToDouble(Quantity::lower).toArray();
    double[] upper = robot.controls().stream().mapToDouble(Quantity::upper).toArray();
    return new ActuatorGuard(lower, upper, settings.limits());
  }
}
