package io.github.hjelm.sensors.sim;

import static io.github.hjelm.sensors.mqtt.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.mqtt.testing.BrokerKind;
import io.github.hjelm.sensors.mqtt.testing.FaultProxy;
import io.github.hjelm.sensors.mqtt.testing.Transport;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulated robot and an operator on real brokers: drive, freeze, go on, disappear. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RobotNodeIT {

  private static final MonotonicClock CLOCK = MonotonicClock.system();

  private static Vertx vertx;

  private final List<StatusFrame> statuses = new CopyOnWriteArrayList<>();

  static Stream<Arguments> combinations() {
    return Stream.of(Transport.values())
        .flatMap(
            transport ->
                Stream.of(BrokerKind.values()).map(broker -> Arguments.of(transport, broker)));
  }

  @BeforeAll
  static void startLoops() {
    vertx = EventLoops.create(1);
  }

  @AfterAll
  static void stopLoops() {
    vertx.close().await();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("combinations")
  void followsItsOperatorThroughAFrozenNetwork(Transport transport, BrokerKind kind)
      throws Exception {
    SimulatedRobot sim = Robots.simulated("mobile-robot", Optional.empty(), "rate=200");
    try (LocalBroker broker = kind.start();
        FaultProxy network = new FaultProxy(broker.port());
        MqttLink robotLink =
            transport.link(MqttSettings.of(broker.uri()).withLastWill(will(sim)), vertx);
        MqttLink witness = transport.link(MqttSettings.of(broker.uri()), vertx);
        MqttLink operatorLink = transport.link(MqttSettings.of(network.uri()), vertx)) {
      RobotNode node = new RobotNode(sim, BinaryCodec::new, robotLink, CLOCK, WallClock.system());
      connect(robotLink);
      node.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
      connect(operatorLink);
      connect(witness);
      witness.subscribe("hjelm/r/status", this::onStatus);
      OperatorDrive drive = drive(sim, operatorLink);
      drive.start().toCompletableFuture().get(10, TimeUnit.SECONDS);
      driveThroughAFreeze(node, drive, network, sim.settings().periodNs());
      eventually(
          () -> "the new epoch: " + statuses,
          () -> lastStatus().commandEpoch() == 1L << CommandEpoch.DRAWN_BITS);
      assertTrue(lastStatus().online());
      node.close();
      eventually(() -> "the robot to go: " + statuses, () -> !lastStatus().online());
    }
  }

  private static void driveThroughAFreeze(
      RobotNode node, OperatorDrive drive, FaultProxy network, long periodNs) throws Exception {
    RobotLoop loop = new RobotLoop("robot", node::doWork, periodNs, CLOCK);
    try (loop) {
      loop.start();
      eventually(() -> "to drive: " + node.commands(), () -> node.commands().applied() > 50);
      long trips = node.commands().deadmanTrips();
      network.freeze(true);
      eventually(() -> "the dead-man", () -> node.commands().deadmanTrips() > trips);
      long periods = loop.statistics().periods();
      eventually(() -> "a backlog", () -> loop.statistics().periods() > periods + 100);
      long applied = node.commands().applied();
      network.freeze(false);
      eventually(() -> "to drive again", () -> node.commands().applied() > applied + 50);
    }
    assertEquals(Optional.empty(), loop.failure());
    CommandCounts counts = node.commands();
    assertEquals(
        counts.received(),
        counts.refused()
            + counts.applied()
            + counts.superseded()
            + counts.lapsed()
            + counts.waiting());
    assertTrue(counts.received() <= drive.sent(), counts + " of " + drive.sent());
  }

  private static MqttSettings.LastWill will(SimulatedRobot sim) {
    return RobotNode.lastWill(sim.robot(), sim.settings(), new BinaryCodec(), WallClock.system());
  }

  private static OperatorDrive drive(SimulatedRobot sim, MqttLink link) {
    ControlSource sine = new SineDrive(sim.robot().controls(), 0.5, 0.5);
    return new OperatorDrive(
        new CommandEpoch("r", () -> 0),
        2,
        sine,
        new BinaryCodec(),
        link,
        CLOCK,
        OperatorDrive.DEFAULT_VALID_FOR_NS);
  }

  private static void connect(MqttLink link) throws Exception {
    link.connect().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private StatusFrame lastStatus() {
    return statuses.get(statuses.size() - 1);
  }

  private void onStatus(MessageView message) {
    byte[] bytes = new byte[message.length()];
    message.copyTo(bytes);
    new BinaryCodec().decodeStatus(bytes, bytes.length, statuses::add);
  }
}
