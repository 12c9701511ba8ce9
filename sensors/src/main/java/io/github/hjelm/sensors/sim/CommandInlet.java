package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.time.MonotonicClock;

/**
 * Where commands come in: decodes each on the thread that delivers it and shows it to the guard,
 * from which the control thread takes what the motors get.
 *
 * <p>Every message is judged when it arrives. A slot that keeps only the newest message would let a
 * flood of worthless ones push out the good one between two control periods; so what is overwritten
 * here is only ever an accepted command, by a newer accepted one. The lock is held for the time
 * that the guard compares a few numbers.
 */
final class CommandInlet implements MessageListener {

  private final String robot;
  private final MonotonicClock clock;
  private final FrameCodec codec;

  // The delivering thread only.
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final CommandFrame frame = new CommandFrame();
  private final double[] values;

  private final OutcomeCounts<FrameOutcome> decoded = new OutcomeCounts<>(FrameOutcome.class);

  // Guarded by this.
  private final ActuatorGuard guard;
  private long received;
  private long applied;
  private long superseded;
  private long lapsed;
  private boolean waiting;

  CommandInlet(
      String robot, FrameCodec codec, ActuatorGuard guard, int motors, MonotonicClock clock) {
    this.robot = robot;
    this.codec = codec;
    this.guard = guard;
    this.values = new double[motors];
    this.clock = clock;
  }

  @Override
  public void onMessage(MessageView message) {
    boolean authentic = decode(message);
    int valueCount = authentic ? frame.valueCount() : 0;
    if (valueCount == values.length) {
      frame.copyValues(values);
    }
    synchronized (this) {
      received++;
      GuardOutcome outcome =
          guard.offer(
              clock.nanoTime(),
              authentic,
              message.retained(),
              frame.verdict() == Verdict.STOPPED,
              frame.epoch(),
              frame.sequence(),
              frame.observationStampNs(),
              frame.validForNs(),
              values,
              valueCount);
      if (outcome == GuardOutcome.ACCEPTED) {
        superseded += waiting ? 1 : 0;
        waiting = true;
      }
    }
  }

  /** Writes what the motors get; control thread. */
  synchronized GuardState apply(double[] fallback, double[] motors) {
    // Read inside the lock, here and above: a time read before it could lie before a command that
    // came in meanwhile, and the guard takes a clock that runs backwards for silence.
    GuardState state = guard.apply(clock.nanoTime(), fallback, motors);
    if (waiting) {
      waiting = false;
      boolean inForce = state == GuardState.DRIVING || state == GuardState.STOPPED;
      applied += inForce ? 1 : 0;
      lapsed += inForce ? 0 : 1;
    }
    return state;
  }

  /** The guard of a robot that was switched off and on; control thread. */
  synchronized void restart() {
    guard.restart();
  }

  synchronized long commandEpoch() {
    return guard.commandEpoch();
  }

  /** What became of the bytes, before the guard. */
  OutcomeCounts<FrameOutcome> decoded() {
    return decoded;
  }

  synchronized long refused(GuardOutcome reason) {
    return guard.count(reason);
  }

  /** How many commands the guard refused for any reason. */
  synchronized long refused() {
    return received - guard.count(GuardOutcome.ACCEPTED);
  }

  synchronized CommandCounts counts() {
    return new CommandCounts(
        received,
        refused(),
        applied,
        superseded,
        lapsed,
        waiting ? 1 : 0,
        guard.deadmanTrips(),
        guard.correctedFallbacks());
  }

  private boolean decode(MessageView message) {
    FrameOutcome outcome = FrameOutcome.OVERSIZE;
    if (message.length() <= payload.length) {
      message.copyTo(payload);
      outcome = codec.decode(payload, message.length(), frame);
    }
    if (outcome.accepted() && !frame.isOfRobot(robot)) {
      outcome = FrameOutcome.WRONG_ROBOT;
    }
    decoded.add(outcome);
    return outcome.accepted();
  }
}
