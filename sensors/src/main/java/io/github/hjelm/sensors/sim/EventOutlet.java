package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MqttLink;
import java.util.EnumMap;
import java.util.Map;

/** Publishes a robot's events, each kind at most ten times a second. Control thread. */
final class EventOutlet {

  private static final long MIN_INTERVAL_NS = 100_000_000;

  private final String robot;
  private final String topic;
  private final FrameCodec codec;
  private final MqttLink link;
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final Map<RobotEvent, Long> lastNs = new EnumMap<>(RobotEvent.class);
  private final Map<RobotEvent, Long> withheld = new EnumMap<>(RobotEvent.class);
  private long epoch;
  private long sequence;

  EventOutlet(String robot, FrameCodec codec, MqttLink link, long epoch) {
    this.robot = robot;
    this.topic = Topics.event(robot);
    this.codec = codec;
    this.link = link;
    this.epoch = epoch;
  }

  /** Begins a new epoch. */
  void restart(long newEpoch) {
    epoch = newEpoch;
    sequence = 0;
  }

  void say(RobotEvent event, long nowNs, String text) {
    Long last = lastNs.get(event);
    if (last != null && nowNs - last < MIN_INTERVAL_NS) {
      withheld.merge(event, 1L, Long::sum);
      return;
    }
    lastNs.put(event, nowNs);
    Long more = withheld.remove(event);
    String whole = more == null ? text : text + " (and " + more + " times more before)";
    sequence++;
    EventFrame frame =
        new EventFrame(
            robot, "robot", epoch, sequence, nowNs, event.severity(), event.name(), whole);
    link.publish(topic, payload, codec.encode(frame, payload));
  }
}
