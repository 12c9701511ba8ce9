package io.github.hjelm.bench.respond;

import io.github.hjelm.bench.contract.BenchTopics;
import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.bench.engine.Engine;
import io.github.hjelm.bench.engine.Engines;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.sensors.HotPath;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;

/**
 * Answers the robots of one link. A single robot is answered where its message arrives; of several,
 * all whose messages came in one read of the socket are computed in one call. Link's thread.
 */
final class RobotAnswers implements Answers {

  private final MqttLink link;
  private final Engine engine;
  private final MonotonicClock clock;
  private final boolean stages;
  private final int observationSize;
  private final int actionSize;
  private final int observationBytes;
  private final int firstRobot;
  private final String[] topics;
  private final float[] observations;
  private final float[] actions;
  private final byte[][] messages;
  private final byte[][] commands;
  private final long[] beganNs;
  private final long[] receivedNs;
  private final long[] decodedNs;
  private int waiting;
  private long previousWriteNs;

  RobotAnswers(StackSetup setup, MqttLink link, Engine engine, MonotonicClock clock) {
    this.link = link;
    this.engine = engine;
    this.clock = clock;
    stages = setup.stages();
    observationSize = setup.observations();
    actionSize = setup.actions();
    observationBytes = Header.commandBytes(observationSize, false);
    firstRobot = setup.firstRobot();
    int robots = setup.robots();
    topics = new String[robots];
    for (int i = 0; i < robots; i++) {
      topics[i] = BenchTopics.command(firstRobot + i);
    }
    observations = new float[Engines.capacity(robots) * observationSize];
    actions = new float[Engines.capacity(robots) * actionSize];
    messages = new byte[robots][observationBytes];
    commands = new byte[robots][Header.commandBytes(actionSize, stages)];
    beganNs = new long[robots];
    receivedNs = new long[robots];
    decodedNs = new long[robots];
  }

  @Override
  @HotPath
  public boolean take(MessageView message) {
    if (message.length() != observationBytes) {
      return false;
    }
    if (waiting == messages.length) {
      answer(); // a robot sent twice in one read
    }
    byte[] bytes = messages[waiting];
    beganNs[waiting] = stages ? clock.nanoTime() : 0;
    receivedNs[waiting] = message.receivedNs();
    message.copyTo(bytes);
    int robot = Header.robot(bytes) - firstRobot;
    if (robot < 0 || robot >= topics.length) {
      return false;
    }
    for (int i = 0; i < observationSize; i++) {
      observations[waiting * observationSize + i] = Header.value(bytes, i);
    }
    decodedNs[waiting] = stages ? clock.nanoTime() : 0;
    waiting++;
    if (topics.length == 1) {
      answer(); // there is nobody to wait for
      return false;
    }
    return waiting == 1;
  }

  @Override
  @HotPath
  public void answer() {
    int rows = waiting;
    waiting = 0;
    if (rows == 0) {
      return;
    }
    long startNs = stages ? clock.nanoTime() : 0;
    engine.infer(observations, rows, actions);
    long inferredNs = stages ? clock.nanoTime() : 0;
    for (int row = 0; row < rows; row++) {
      byte[] command = commands[row];
      System.arraycopy(messages[row], 0, command, 0, Header.BYTES);
      for (int j = 0; j < actionSize; j++) {
        Header.putValue(command, j, actions[row * actionSize + j]);
      }
      String topic = topics[Header.robot(command) - firstRobot];
      if (!stages) {
        link.publish(topic, command, command.length);
        continue;
      }
      long encodedNs = clock.nanoTime();
      putStages(row, command, startNs, inferredNs, encodedNs);
      link.publish(topic, command, command.length);
      previousWriteNs = clock.nanoTime() - encodedNs;
    }
  }

  @HotPath
  private void putStages(int row, byte[] command, long startNs, long inferredNs, long encodedNs) {
    Header.announceStages(command);
    Header.putStageNs(command, actionSize, Stage.DECODE, decodedNs[row] - beganNs[row]);
    // Until its turn a message waited for others: before it was decoded, and after.
    long waitedNs = beganNs[row] - receivedNs[row] + startNs - decodedNs[row];
    Header.putStageNs(command, actionSize, Stage.QUEUE, waitedNs);
    Header.putStageNs(command, actionSize, Stage.INFER, inferredNs - startNs);
    Header.putStageNs(command, actionSize, Stage.FILTER, 0);
    Header.putStageNs(command, actionSize, Stage.ENCODE, encodedNs - inferredNs);
    Header.putStageNs(command, actionSize, Stage.WRITE, previousWriteNs);
  }
}
