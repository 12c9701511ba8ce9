package io.github.hjelm.deploy;

import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.codec.FrameCodecs;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.sim.GuardOutcome;
import io.github.hjelm.sensors.sim.RobotLoop;
import io.github.hjelm.sensors.sim.RobotNode;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A simulated robot on a broker, moving on a thread of its own until it is closed. */
final class RobotSession implements AutoCloseable {

  /** People read ten lines a second at most. */
  private static final double SNAPSHOTS_PER_S = 10;

  private final SimulatedRobot sim;
  private final OpenLink open;
  private final RobotNode node;
  private final RobotLoop loop;
  private final long periodsPerSnapshot;

  // Written by the robot's thread.
  private volatile RobotSnapshot latest;

  private RobotSession(SimulatedRobot sim, OpenLink open) {
    SimSettings settings = sim.settings();
    this.sim = sim;
    this.open = open;
    this.node =
        new RobotNode(
            sim, codecs(settings), open.link(), MonotonicClock.system(), WallClock.system());
    this.periodsPerSnapshot = Math.max(1, Math.round(settings.rateHz() / SNAPSHOTS_PER_S));
    this.latest = RobotSnapshot.of(sim, node, open.link().status());
    this.loop =
        new RobotLoop(
            "robot-" + settings.name(), this::period, settings.periodNs(), MonotonicClock.system());
  }

  /** Connects, listens to commands, and begins to move. */
  static RobotSession start(SimulatedRobot sim, Transport transport, MqttSettings broker)
      throws MqttRefusal {
    FrameCodec codec = codecs(sim.settings()).get();
    OpenLink open =
        OpenLink.connect(
            transport,
            broker.withLastWill(
                RobotNode.lastWill(sim.robot(), sim.settings(), codec, WallClock.system())));
    RobotSession session = new RobotSession(sim, open);
    try {
      OpenLink.await(session.node.start());
    } catch (MqttRefusal | RuntimeException e) {
      open.close();
      throw e;
    }
    session.loop.start();
    return session;
  }

  /** One codec per thread, for the format that the settings name. */
  static Supplier<FrameCodec> codecs(SimSettings settings) {
    return () -> FrameCodecs.named(settings.codec(), Optional.empty());
  }

  private void period() {
    node.doWork();
    if (node.periods() % periodsPerSnapshot == 0) {
      latest = RobotSnapshot.of(sim, node, open.link().status());
    }
  }

  /** How it was a moment ago. */
  RobotSnapshot latest() {
    return latest;
  }

  /** Why the robot stopped by itself, if it did. */
  Optional<RuntimeException> failure() {
    return loop.failure();
  }

  /** What has happened, once the robot has stopped. */
  RobotSummary summary() {
    // The loop has ended, so its thread's numbers are still and visible.
    latest = RobotSnapshot.of(sim, node, open.link().status());
    Map<String, Long> refusals = new TreeMap<>();
    for (GuardOutcome reason : GuardOutcome.values()) {
      if (reason != GuardOutcome.ACCEPTED && node.refused(reason) > 0) {
        refusals.put(reason.name(), node.refused(reason));
      }
    }
    return new RobotSummary(
        sim.settings().name(),
        sim.robot().name(),
        sim.timeS(),
        node.framesSent(),
        node.periods(),
        loop.statistics().missed(),
        loop.statistics().latenessNs(0.5) / 1_000,
        loop.statistics().latenessNs(0.99) / 1_000,
        node.commands(),
        refusals,
        sim.collisions(),
        sim.boundsLeft());
  }

  /** Stops moving; the link stays, so that a summary may follow. */
  void stop() {
    loop.close();
  }

  @Override
  public void close() {
    stop();
    node.close();
    open.close();
  }
}
