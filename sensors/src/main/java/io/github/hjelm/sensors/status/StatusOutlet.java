package io.github.hjelm.sensors.status;

import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.time.WallClock;

/**
 * Keeps a retained status true: says it after every connection, because the broker may have spoken
 * the last will meanwhile, whenever command epoch or text have changed, and once a second, because
 * QoS 0 promises nothing. One thread.
 */
public final class StatusOutlet {

  /** How soon a new connection or a failed attempt is noticed. */
  private static final long CHECK_INTERVAL_NS = 50_000_000;

  private static final long REPEAT_INTERVAL_NS = 1_000_000_000;

  private final StatusSpeaker speaker;
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
  private String textSaid = "";

  /**
   * @param epoch of the speaker's session
   */
  public StatusOutlet(
      StatusSpeaker speaker, FrameCodec codec, MqttLink link, WallClock wallClock, long epoch) {
    this.speaker = speaker;
    this.codec = codec;
    this.link = link;
    this.wallClock = wallClock;
    this.epoch = epoch;
  }

  /** Says the status if what the broker keeps is no longer true. */
  public void refresh(long nowNs, long commandEpoch, String text) {
    boolean changed = commandEpoch != commandEpochSaid || !text.equals(textSaid);
    if (checked && !changed && nowNs - checkedNs < CHECK_INTERVAL_NS) {
      return;
    }
    checked = true;
    checkedNs = nowNs;
    LinkStatus status = link.status();
    boolean due =
        changed || status.connections() != connectionSaid || nowNs - saidNs >= REPEAT_INTERVAL_NS;
    if (status.connected() && due && publish(true, commandEpoch, text) == PublishOutcome.SENT) {
      connectionSaid = status.connections();
      commandEpochSaid = commandEpoch;
      textSaid = text;
      saidNs = nowNs;
    }
  }

  /** Begins a new epoch, which is news whatever was said before. */
  public void restart(long newEpoch) {
    epoch = newEpoch;
    commandEpochSaid = -1;
  }

  /** Says that the speaker is going. */
  public void sayOffline(long commandEpoch) {
    publish(false, commandEpoch, "switched off");
  }

  /** What the broker says when the speaker disappears. */
  public static MqttSettings.LastWill lastWill(
      StatusSpeaker speaker, FrameCodec codec, WallClock wallClock, long commandEpoch) {
    byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
    long nowMs = wallClock.epochMillis();
    StatusFrame frame =
        new StatusFrame(
            speaker.robot(),
            speaker.source(),
            false,
            nowMs,
            commandEpoch,
            nowMs,
            speaker.model(),
            codec.name(),
            "disappeared");
    return new MqttSettings.LastWill(speaker.topic(), payload, codec.encode(frame, payload));
  }

  private PublishOutcome publish(boolean online, long commandEpoch, String text) {
    StatusFrame frame =
        new StatusFrame(
            speaker.robot(),
            speaker.source(),
            online,
            epoch,
            commandEpoch,
            wallClock.epochMillis(),
            speaker.model(),
            codec.name(),
            text);
    return link.publish(speaker.topic(), payload, codec.encode(frame, payload), true);
  }
}
