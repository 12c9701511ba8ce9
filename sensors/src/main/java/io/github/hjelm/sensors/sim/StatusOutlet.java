package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.time.WallClock;

/**
 * Keeps a robot's retained status true: says it after every connection, because the broker may have
 * spoken the last will meanwhile, whenever the command epoch has changed, and once a second,
 * because QoS 0 promises nothing. Control thread.
 */
final class StatusOutlet {

  /** How soon a new connection or a failed attempt is noticed. */
  private static final long CHECK_INTERVAL_NS = 50_000_000;

  private static final long REPEAT_INTERVAL_NS = 1_000_000_000;

  private final String robot;
  private final String model;
  private final String topic;
  private final FrameCodec codec;
  private final MqttLink link;
  private final WallClock wallClock;
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];

  private long epoch;
  private boolean checked;
  private long checkedNs;
  private long saidNs;
  private long connectionSaid;
  private long commandEpochSaid = -1;

  StatusOutlet(
      String robot,
      String model,
      FrameCodec codec,
      MqttLink link,
      WallClock wallClock,
      long epoch) {
    this.robot = robot;
    this.model = model;
    this.topic = Topics.status(robot);
    this.codec = codec;
    this.link = link;
    this.wallClock = wallClock;
    this.epoch = epoch;
  }

  /** Says the status if what the broker keeps is no longer true. */
  void refresh(long nowNs, long commandEpoch) {
    boolean changed = commandEpoch != commandEpochSaid;
    if (checked && !changed && nowNs - checkedNs < CHECK_INTERVAL_NS) {
      return;
    }
    checked = true;
    checkedNs = nowNs;
    LinkStatus status = link.status();
    boolean due =
        changed || status.connections() != connectionSaid || nowNs - saidNs >= REPEAT_INTERVAL_NS;
    if (status.connected() && due && publish(true, commandEpoch) == PublishOutcome.SENT) {
      connectionSaid = status.connections();
      commandEpochSaid = commandEpoch;
      saidNs = nowNs;
    }
  }

  /** Begins a new epoch, which is news whatever was said before. */
  void restart(long newEpoch) {
    epoch = newEpoch;
    commandEpochSaid = -1;
  }

  /** Says that the robot is going. */
  void sayOffline(long commandEpoch) {
    publish(false, commandEpoch);
  }

  /** What the broker says when the robot disappears. */
  static MqttSettings.LastWill lastWill(
      String robot, String model, FrameCodec codec, WallClock wallClock, long commandEpoch) {
    byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
    long nowMs = wallClock.epochMillis();
    StatusFrame frame =
        new StatusFrame(
            robot, "robot", false, nowMs, commandEpoch, nowMs, model, codec.name(), "disappeared");
    return new MqttSettings.LastWill(Topics.status(robot), payload, codec.encode(frame, payload));
  }

  private PublishOutcome publish(boolean online, long commandEpoch) {
    StatusFrame frame =
        new StatusFrame(
            robot,
            "robot",
            online,
            epoch,
            commandEpoch,
            wallClock.epochMillis(),
            model,
            codec.name(),
            online ? "ready" : "switched off");
    return link.publish(topic, payload, codec.encode(frame, payload), true);
  }
}
