package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Drives a robot without a policy: answers each sensor frame with what a person or a script wants.
 *
 * <p>Waits for the robot's status and takes an epoch. When somebody else takes a later one, this
 * drive falls silent until {@link #takeOver()}. Everything but that happens on the link's thread.
 */
public final class OperatorDrive {

  public static final long DEFAULT_VALID_FOR_NS = 100_000_000;

  private final CommandEpoch epoch;
  private final String robot;
  private final int controlCount;
  private final ControlSource source;
  private final FrameCodec codec;
  private final MqttLink link;
  private final MonotonicClock clock;
  private final long validForNs;
  private final String commandTopic;

  // The link's thread only.
  private final SensorFrame frame = new SensorFrame();
  private final CommandFrame command = new CommandFrame();
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final double[] u;
  private long firstStampNs;

  private final OutcomeCounts<FrameOutcome> decoded = new OutcomeCounts<>(FrameOutcome.class);
  private volatile long sent;

  public OperatorDrive(
      CommandEpoch epoch,
      int controlCount,
      ControlSource source,
      FrameCodec codec,
      MqttLink link,
      MonotonicClock clock,
      long validForNs) {
    this.epoch = epoch;
    this.robot = epoch.robot();
    this.controlCount = controlCount;
    this.source = source;
    this.codec = codec;
    this.link = link;
    this.clock = clock;
    this.validForNs = validForNs;
    this.commandTopic = Topics.command(robot);
    this.u = new double[controlCount];
    command.robotName().set(robot);
  }

  /** Listens to the robot; completes when the broker has granted both topics. */
  public CompletionStage<Void> start() {
    CompletableFuture<Void> status =
        link.subscribe(Topics.status(robot), this::onStatus).toCompletableFuture();
    CompletableFuture<Void> state =
        link.subscribe(Topics.observation(robot, RobotNode.SENSOR), this::onState)
            .toCompletableFuture();
    return CompletableFuture.allOf(status, state);
  }

  /** Takes a new epoch with the next frame, whoever drives now; any thread. */
  public void takeOver() {
    epoch.takeOver();
  }

  /** Whether somebody else has taken over. */
  public boolean isFenced() {
    return epoch.isFenced();
  }

  /** Commands that the link took. */
  public long sent() {
    return sent;
  }

  /** What became of the messages that came in. */
  public OutcomeCounts<FrameOutcome> decoded() {
    return decoded;
  }

  private void onStatus(MessageView message) {
    if (copy(message)) {
      decoded.add(codec.decodeStatus(payload, message.length(), epoch::learn));
    }
  }

  private void onState(MessageView message) {
    if (message.retained() || !copy(message)) {
      return;
    }
    FrameOutcome outcome = codec.decode(payload, message.length(), frame);
    decoded.add(outcome);
    if (!outcome.accepted() || !frame.isOfRobot(robot)) {
      return;
    }
    if (epoch.mayCommand()) {
      answer();
    }
  }

  private void answer() {
    long sequence = epoch.nextSequence();
    if (sequence == 1) {
      firstStampNs = frame.stampNs();
    }
    boolean drives = source.controls((frame.stampNs() - firstStampNs) / 1e9, u);
    command
        .setEpoch(epoch.epoch())
        .setSequence(sequence)
        .setObservation(frame.sequence(), frame.stampNs())
        .setIssuedNs(clock.nanoTime())
        .setValidForNs(validForNs)
        .setVerdict(drives ? Verdict.OPERATOR : Verdict.STOPPED)
        .setValues(u, controlCount);
    int length = codec.encode(command, payload);
    if (link.publish(commandTopic, payload, length) == PublishOutcome.SENT) {
      long count = sent + 1;
      sent = count;
    }
  }

  private boolean copy(MessageView message) {
    if (message.length() > payload.length) {
      decoded.add(FrameOutcome.OVERSIZE);
      return false;
    }
    message.copyTo(payload);
    return true;
  }
}
