package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.codec.FrameCodec;
import io.github.hjelm.sensors.frame.CommandFrame;
import io.github.hjelm.sensors.frame.EventFrame;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.time.HandSetClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A robot named r on a broker without wires, someone who listens, and someone who commands. */
final class Bench {

  static final long START_NS = 5_000_000_000L;
  static final long WALL_CLOCK_MS = 1_795_000_000_000L;

  final HandSetClock clock = new HandSetClock(START_NS);
  final MemoryBroker broker = new MemoryBroker(clock);
  final MemoryBroker.Link robotLink;
  final MemoryBroker.Link peer = broker.link();
  final SimulatedRobot sim;
  final RobotNode node;
  final List<SensorFrame> frames = new ArrayList<>();
  final List<EventFrame> events = new ArrayList<>();
  final List<StatusFrame> statuses = new ArrayList<>();
  long validForNs = 100_000_000;

  private final FrameCodec codec = codec();
  private final byte[] buffer = new byte[FrameLimits.MAX_FRAME_BYTES];

  Bench(String model, String... settings) {
    this(model, Optional.empty(), settings);
  }

  Bench(String model, Optional<World> world, String... settings) {
    sim = Robots.simulated(model, world, settings);
    MqttSettings.LastWill will =
        RobotNode.lastWill(sim.robot(), sim.settings(), codec, () -> WALL_CLOCK_MS);
    robotLink = broker.link(will);
    node = new RobotNode(sim, Bench::codec, robotLink, clock, () -> WALL_CLOCK_MS);
    node.start();
    peer.subscribe("hjelm/r/obs/+", this::onFrame);
    peer.subscribe(
        "hjelm/r/event",
        message -> codec.decodeEvent(copy(message), message.length(), events::add));
    peer.subscribe(
        "hjelm/r/status",
        message -> codec.decodeStatus(copy(message), message.length(), statuses::add));
  }

  static FrameCodec codec() {
    return new BinaryCodec();
  }

  /** This many control periods. */
  void run(int periods) {
    for (int i = 0; i < periods; i++) {
      node.doWork();
      clock.advanceNs(sim.settings().periodNs());
    }
  }

  double[] motors() {
    double[] motors = new double[sim.robot().controls().size()];
    node.copyMotors(motors);
    return motors;
  }

  /** Sends a command that answers the newest frame; returns its bytes. */
  byte[] command(long epoch, long sequence, Verdict verdict, double... values) {
    byte[] bytes = encoded("r", epoch, sequence, verdict, values);
    raw(bytes);
    return bytes;
  }

  void commandTo(String robot, long epoch, long sequence) {
    raw(encoded(robot, epoch, sequence, Verdict.PASSED, 0, 0));
  }

  void retainedCommand(long epoch, long sequence) {
    robotLink.receiveRetained("hjelm/r/cmd", encoded("r", epoch, sequence, Verdict.PASSED, 0, 0));
  }

  void raw(byte[] bytes) {
    peer.publish("hjelm/r/cmd", bytes, bytes.length, false);
  }

  /** What a newcomer would be told. */
  StatusFrame keptStatus() {
    byte[] bytes = broker.kept("hjelm/r/status");
    List<StatusFrame> kept = new ArrayList<>();
    codec.decodeStatus(bytes, bytes.length, kept::add);
    return kept.get(0);
  }

  private byte[] encoded(
      String robot, long epoch, long sequence, Verdict verdict, double... values) {
    SensorFrame newest = frames.get(frames.size() - 1);
    CommandFrame command = new CommandFrame();
    command.robotName().set(robot);
    command
        .setEpoch(epoch)
        .setSequence(sequence)
        .setObservation(newest.sequence(), newest.stampNs())
        .setValidForNs(validForNs)
        .setVerdict(verdict)
        .setValues(values, values.length);
    return Arrays.copyOf(buffer, codec.encode(command, buffer));
  }

  private void onFrame(MessageView message) {
    SensorFrame frame = new SensorFrame();
    if (codec.decode(copy(message), message.length(), frame).accepted()) {
      frames.add(frame);
    }
  }

  private static byte[] copy(MessageView message) {
    byte[] bytes = new byte[message.length()];
    message.copyTo(bytes);
    return bytes;
  }
}
