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
  private final SensorJoin sensors;
  private final CommandEpoch epoch;
  private final FrameCodec codec;
  private final int trigger;
  private final long patienceNs;
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final OutcomeCounts<FrameOutcome> statuses = new OutcomeCounts<>(FrameOutcome.class);
  private volatile ControlLoop loop;
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

  /** How to give a topic up. */
  @FunctionalInterface
  public interface Unsubscriber {
    CompletionStage<Void> unsubscribe(String filter);
  }

  /** Listens to the robot no more; completes when the broker was told. */
  public CompletionStage<Void> giveUp(Unsubscriber link) {
    List<CompletableFuture<Void>> given = new ArrayList<>();
    given.add(link.unsubscribe(Topics.status(robot)).toCompletableFuture());
    for (int i = 0; i < sensors.sensors(); i++) {
      String topic = Topics.observation(robot, sensors.input(i).sensor());
      given.add(link.unsubscribe(topic).toCompletableFuture());
    }
    return CompletableFuture.allOf(given.toArray(CompletableFuture<?>[]::new));
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
    if (isWaiting(nowNs)) {
      return;
    }
    if (nowNs - lastNs >= patienceNs) {
      cycle(nowNs);
    }
  }

  /** Whether there is no cycle to make; whoever watches is told. */
  private boolean isWaiting(long nowNs) {
    if (begun && epoch.mayCommand()) {
      return false;
    }
    loop.waits(epoch.isFenced() ? Waiting.FOR_OTHER_CONTROLLER : Waiting.FOR_ROBOT, nowNs);
    return true;
  }

  /**
   * Begins a cycle that others begin at the same time; false where this robot takes no part. {@link
   * #finish} has to follow.
   */
  @HotPath
  public boolean begin(long nowNs) {
    if (ended || isWaiting(nowNs)) {
      return false;
    }
    lastNs = nowNs;
    loop.begin(nowNs);
    return true;
  }

  /** The rest of a cycle that was begun. */
  @HotPath
  public void finish() {
    loop.finish();
    count();
  }

  /** One last command, which stops the robot where it is ours to command; and {@link #end}. */
  public void leave(long nowNs) {
    if (begun && !ended && epoch.mayCommand()) {
      loop.stop(nowNs);
      count();
    }
    end();
  }

  /** No cycle begins after this; on the loop's thread, before what it is made of is closed. */
  public void end() {
    ended = true;
  }

  /**
   * Another loop of this robot goes on where the one that flew was: all commands before are of the
   * one, all commands after of the other. Between two cycles.
   */
  public void switchTo(ControlLoop next) {
    if (next.sensors() != sensors) {
      throw new IllegalArgumentException(
          "a loop can only go on with the sensors of the one before");
    }
    next.takeOver(loop);
    loop = next;
  }

  /** The loop that flies it. */
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
    count();
  }

  private void count() {
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
