package io.github.hjelm.bench.respond;

import io.github.hjelm.bench.contract.BenchTopics;
import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.controller.observe.ObservationRefusal;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;

/** Each robot in a loop of its own, one message a cycle. */
final class LoopAnswers implements Answers {

  /** Enough for the compiler to have seen everything; the robot is thrown away. */
  private static final int REHEARSED_CYCLES = 20_000;

  private final LoopedRobot[] robots;
  private final int firstRobot;
  private final byte[] message;

  LoopAnswers(StackSetup setup, FewStepSampler sampler, MqttLink link, MonotonicClock clock)
      throws ObservationRefusal {
    rehearse(setup, sampler, clock);
    firstRobot = setup.firstRobot();
    robots = new LoopedRobot[setup.robots()];
    message = new byte[Header.commandBytes(setup.observations(), false)];
    for (int i = 0; i < robots.length; i++) {
      String topic = BenchTopics.command(firstRobot + i);
      robots[i] =
          new LoopedRobot(
              setup,
              Integer.toString(firstRobot + i),
              sampler,
              command -> link.publish(topic, command, command.length),
              clock);
    }
  }

  private static void rehearse(StackSetup setup, FewStepSampler sampler, MonotonicClock clock)
      throws ObservationRefusal {
    LoopedRobot robot = new LoopedRobot(setup, "rehearsal", sampler, command -> {}, clock);
    for (int cycle = 0; cycle < REHEARSED_CYCLES; cycle++) {
      robot.cycle(clock.nanoTime());
    }
  }

  @Override
  @HotPath
  public boolean take(MessageView received) {
    if (received.length() != message.length) {
      return false;
    }
    received.copyTo(message);
    int robot = Header.robot(message) - firstRobot;
    if (robot >= 0 && robot < robots.length) {
      System.arraycopy(message, 0, robots[robot].observation(), 0, message.length);
      robots[robot].cycle(received.receivedNs());
    }
    return false;
  }

  @Override
  public void answer() {
    // nothing waits
  }
}
