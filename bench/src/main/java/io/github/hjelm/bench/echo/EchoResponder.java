package io.github.hjelm.bench.echo;

import io.github.hjelm.bench.contract.BenchTopics;
import io.github.hjelm.bench.contract.Header;
import io.github.hjelm.bench.contract.Stage;
import io.github.hjelm.bench.rig.WireClient;
import io.github.hjelm.bench.stack.StackSetup;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers with the first values of the observation, over a client of raw bytes. It can be told to
 * be slow or to forget, so that an instrument can be tried on it.
 */
public final class EchoResponder implements AutoCloseable {

  /**
   * What is wrong with it.
   *
   * @param inferNs how long it pretends to compute
   * @param dropEvery it forgets each such observation; 0 for none
   */
  public record Faults(long inferNs, long dropEvery) {
    public static final Faults NONE = new Faults(0, 0);
  }

  private final WireClient client;
  private final StackSetup setup;
  private final Faults faults;
  private final MonotonicClock clock;
  private final byte[][] topics;
  private final byte[] message = new byte[FrameLimits.MAX_FRAME_BYTES];
  private long received;
  private long writeNs;

  /** Connects and subscribes. */
  public EchoResponder(StackSetup setup, Faults faults, MonotonicClock clock) throws IOException {
    this.setup = setup;
    this.faults = faults;
    this.clock = clock;
    client = new WireClient(setup.port(), "echo-" + setup.firstRobot());
    topics = new byte[setup.robots()][];
    for (int i = 0; i < topics.length; i++) {
      int robot = setup.firstRobot() + i;
      topics[i] = BenchTopics.command(robot).getBytes(StandardCharsets.UTF_8);
      client.subscribe(BenchTopics.observation(robot));
    }
  }

  /** Answers one observation, or forgets it. */
  public void answer() throws IOException {
    int length = client.receive(message);
    long readNs = clock.nanoTime();
    received++;
    if (length < Header.commandBytes(setup.observations(), false)
        || (faults.dropEvery() > 0 && received % faults.dropEvery() == 0)) {
      return;
    }
    int robot = Header.robot(message);
    long decodedNs = clock.nanoTime();
    // Its actions are the first values, which stand already where they belong.
    compute(decodedNs);
    long computedNs = clock.nanoTime();
    int actions = setup.actions();
    if (setup.stages()) {
      Header.announceStages(message);
      Header.putStageNs(message, actions, Stage.DECODE, decodedNs - readNs);
      Header.putStageNs(message, actions, Stage.QUEUE, 0);
      Header.putStageNs(message, actions, Stage.INFER, computedNs - decodedNs);
      Header.putStageNs(message, actions, Stage.FILTER, 0);
      Header.putStageNs(message, actions, Stage.WRITE, writeNs);
      Header.putStageNs(message, actions, Stage.ENCODE, clock.nanoTime() - computedNs);
    }
    long completeNs = clock.nanoTime();
    client.publish(
        topics[robot - setup.firstRobot()], message, Header.commandBytes(actions, setup.stages()));
    writeNs = clock.nanoTime() - completeNs;
  }

  private void compute(long sinceNs) {
    while (faults.inferNs() > 0 && clock.nanoTime() - sinceNs < faults.inferNs()) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
