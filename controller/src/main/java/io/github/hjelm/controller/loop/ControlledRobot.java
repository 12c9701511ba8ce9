package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.observe.SensorJoin;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.FrameOutcome;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One robot on its link: its messages become cycles. A frame of the sensor that triggers begins a
 * cycle at once, on the thread that received it; a timer begins those that did not come.
 *
 * <p>While the robot is not there, or another controller drives it, there are no cycles. All of it
 * belongs to the link's thread.
 */
public final class ControlledRobot {

  private final String robot;
  private final ControlLoop loop;
  private final SensorJoin sensors;
  private final CommandEpoch epoch;
  private final FrameCodec codec;
  private final int trigger;
  private final long patienceNs;
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final OutcomeCounts<FrameOutcome> statuses = new OutcomeCounts<>(FrameOutcome.class);
  private boolean begun;
  private boolean ended;
  private long lastNs;
  private volatile long cycles;

  /**
   * @param codec reads the robot's status
   * @param trigger which sensor's frames begin cycles; negative when the timer begins all
   * @param patienceNs when no cycle has begun for so long, the timer begins one
   */
  public ControlledRobot(
      String robot,
      ControlLoop loop,
      CommandEpoch epoch,
      FrameCodec codec,
      int trigger,
      long patienceNs) {
    this.robot = robot;
    this.loop = loop;
    this.epoch = epoch;
    this.codec = codec;
    this.trigger = trigger;
    this.patienceNs = patienceNs;
    sensors = loop.sensors();
  }

  /** How to listen to a topic, on the loop's thread. */
  @FunctionalInterface
  public interface Subscriber {
    CompletionStage<Void> subscribe(String filter, MessageListener listener);
  }

  /** Listens to the robot; completes when the broker has granted all topics. */
  public CompletionStage<Void> start(Subscriber link) {
    List<CompletableFuture<Void>> granted = new ArrayList<>();
    granted.add(link.subscribe(Topics.status(robot), this::onStatus).toCompletableFuture());
    for (int i = 0; i < sensors.sensors(); i++) {
      int sensor = i;
      String topic = Topics.observation(robot, sensors.input(i).sensor());
      granted.add(link.subscribe(topic, message -> onFrame(sensor, message)).toCompletableFuture());
    }
    return CompletableFuture.allOf(granted.toArray(CompletableFuture<?>[]::new));
  }

  /** To be called every few milliseconds at least, by the same thread. */
  @HotPath
  public void tick(long nowNs) {
    if (ended) {
      return;
    }
    if (!begun || !epoch.mayCommand()) {
      loop.waits(epoch.isFenced() ? Waiting.FOR_OTHER_CONTROLLER : Waiting.FOR_ROBOT, nowNs);
    } else if (nowNs - lastNs >= patienceNs) {
      cycle(nowNs);
    }
  }

  /** No cycle begins after this; on the loop's thread, before what it is made of is closed. */
  public void end() {
    ended = true;
  }

  /** Its loop. */
  public ControlLoop loop() {
    return loop;
  }

  /** The session in which it commands, and whether it does. */
  public CommandEpoch epoch() {
    return epoch;
  }

  /** How many cycles there were; any thread. */
  public long cycles() {
    return cycles;
  }

  /** What became of the robot's statuses; any thread. */
  public OutcomeCounts<FrameOutcome> statuses() {
    return statuses;
  }

  @HotPath
  private void onFrame(int sensor, MessageView message) {
    if (ended || message.length() > payload.length) {
      return;
    }
    message.copyTo(payload);
    long nowNs = message.receivedNs();
    FrameOutcome outcome =
        sensors.read(sensor, payload, message.length(), message.retained(), nowNs);
    begun |= outcome.accepted();
    if (sensor == trigger && outcome.accepted() && epoch.mayCommand()) {
      cycle(nowNs);
    }
  }

  private void cycle(long nowNs) {
    lastNs = nowNs;
    loop.cycle(nowNs);
    // One thread writes; readers only need to see whole numbers.
    long counted = cycles + 1;
    cycles = counted;
  }

  private void onStatus(MessageView message) {
    if (message.length() > payload.length) {
      statuses.add(FrameOutcome.OVERSIZE);
      return;
    }
    message.copyTo(payload);
    statuses.add(codec.decodeStatus(payload, message.length(), epoch::learn));
  }
}
