package io.github.hjelm.controller.loop;

import io.github.hjelm.controller.observe.Observation;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.CommandNumbers;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;

/** Puts one robot's commands on the wire. One thread. */
public final class CommandPublisher implements CommandSink {

  private final MqttLink link;
  private final FrameCodec codec;
  private final CommandNumbers numbers;
  private final String topic;
  private final CommandFrame frame = new CommandFrame();
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final OutcomeCounts<PublishOutcome> counts;
  private CommandWatcher watcher = CommandWatcher.NOBODY;

  /**
   * @param validForNs how old the observation may be when the command is applied
   * @param bundleVersion tells the policy's bundle from others on the wire
   * @param counts what became of the robot's commands, those of bundles before this one too
   */
  public CommandPublisher(
      String robot,
      MqttLink link,
      FrameCodec codec,
      CommandNumbers numbers,
      long validForNs,
      long bundleVersion,
      OutcomeCounts<PublishOutcome> counts) {
    this.link = link;
    this.codec = codec;
    this.numbers = numbers;
    this.counts = counts;
    topic = Topics.command(robot);
    frame.robotName().set(robot);
    frame.setBundleVersion(bundleVersion).setValidForNs(validForNs);
  }

  /** What became of the commands; any thread. */
  public OutcomeCounts<PublishOutcome> counts() {
    return counts;
  }

  /** From now on somebody sees what leaves; on the loop's thread, or before it begins. */
  public void watch(CommandWatcher newWatcher) {
    watcher = newWatcher;
  }

  @Override
  @HotPath
  public void send(SafeCommand command, Observation answered, long nowNs) {
    // Before the first observation there is none to answer: the robot refuses what answers nothing.
    long sequence = Math.max(0, answered.sequence());
    frame
        .setEpoch(numbers.epoch())
        .setSequence(numbers.nextSequence())
        .setObservation(sequence, answered.stampNs())
        .setIssuedNs(nowNs)
        .setVerdict(command.verdict());
    frame.resize(command.size());
    for (int j = 0; j < command.size(); j++) {
      frame.setValue(j, command.control(j));
    }
    int length = codec.encode(frame, payload);
    PublishOutcome outcome = link.publish(topic, payload, length);
    counts.add(outcome);
    watcher.left(frame, payload, length, outcome);
  }
}
