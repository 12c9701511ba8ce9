package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.DashboardConfig;
import io.github.hjelm.controller.dashboard.DashboardSettings;
import io.github.hjelm.controller.dashboard.DemoAction;
import io.github.hjelm.controller.fleet.DashboardHost;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.fleet.MemberFeed;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowRuntime;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.fly.TaskRobot;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.sim.RobotLoop;
import io.github.hjelm.sensors.sim.SimRefusal;
import io.github.hjelm.sensors.sim.WorldCatalog;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Everything in one process: a broker, the robot of a bundle's task, a controller that flies the
 * bundle, and a page to watch it on.
 */
final class PolicyDemo implements AutoCloseable {

  private static final double PUSH_S = 1;
  private static final double BLIND_S = 0.3;
  private static final long KILL_NS = TimeUnit.SECONDS.toNanos(3);

  /** Of each state's usual width: far more than a disturbance does between two frames. */
  private static final double SHOVE_SHARE = 0.15;

  private final LocalBroker broker;
  private final OpenLink robotLink;
  private final TaskRobot robot;
  private final RobotLoop robotLoop;
  private final ControllerSession controller;
  private final @Nullable DashboardHost dashboard;

  /**
   * @param robotsPort of the broker; 0 for a free one
   * @param dashboard where it is served; nowhere when empty
   * @param engine what computes the policy
   */
  record Settings(
      int robotsPort, Optional<DashboardConfig> dashboard, long seed, PolicyEngine engine) {

    /** With TensorFlow. */
    Settings(int robotsPort, Optional<DashboardConfig> dashboard, long seed) {
      this(robotsPort, dashboard, seed, PolicyEngine.TENSORFLOW);
    }
  }

  private PolicyDemo(
      LocalBroker broker,
      OpenLink robotLink,
      TaskRobot robot,
      RobotLoop robotLoop,
      ControllerSession controller,
      @Nullable DashboardHost dashboard) {
    this.broker = broker;
    this.robotLink = robotLink;
    this.robot = robot;
    this.robotLoop = robotLoop;
    this.controller = controller;
    this.dashboard = dashboard;
  }

  /** Starts all of it; the robot moves when this returns. */
  static PolicyDemo start(Path bundle, Settings settings)
      throws Refusal,
          MqttRefusal,
          BundleRefusal,
          RobotRefusal,
          SimRefusal,
          FleetRefusal,
          YamlRefusal,
          IOException {
    if (settings.engine() == PolicyEngine.TENSORFLOW) {
      TensorFlowRuntime.loadAhead();
    }
    CompletableFuture<LocalBroker> broker = brokerAhead(settings.robotsPort());
    Closing closing = new Closing();
    closing.later(() -> broker.join().close());
    try {
      Flown flown = Flown.of(bundle, settings.seed());
      PolicyDemo demo = start(flown, started(broker), settings, closing);
      closing.keep();
      return demo;
    } finally {
      closing.close();
    }
  }

  /** Begins to start a broker, which takes as long as reading a bundle. */
  private static CompletableFuture<LocalBroker> brokerAhead(int port) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return EmbeddedBroker.start(port);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }

  private static LocalBroker started(CompletableFuture<LocalBroker> ahead) throws IOException {
    try {
      return ahead.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static PolicyDemo start(
      Flown flown, LocalBroker broker, Settings settings, Closing closing)
      throws MqttRefusal, BundleRefusal, RobotRefusal, SimRefusal, FleetRefusal, YamlRefusal {
    OpenLink link = closing.later(flown.connect(broker));
    TaskRobot robot = flown.robot(link.link());
    OpenLink.await(robot.start());
    PolicySwitch[] policy = new PolicySwitch[1];
    ControllerSession controller =
        closing.later(
            ControllerSession.start(
                flown.config(broker, settings.seed(), settings.engine()),
                sampler -> policy[0] = new PolicySwitch(sampler, MonotonicClock.system())));
    RobotLoop loop =
        new RobotLoop(
            "robot-" + flown.task().name(),
            robot::doWork,
            flown.settings().periodNs(),
            MonotonicClock.system());
    PolicySwitch switched = policy[0];
    DashboardHost page =
        settings.dashboard().isEmpty()
            ? null
            : closing.later(
                page(
                    settings.dashboard().get(),
                    controller,
                    feed(controller, robot, switched, world(controller))));
    loop.start();
    return new PolicyDemo(broker, link, robot, loop, controller, page);
  }

  private static DashboardHost page(
      DashboardConfig config, ControllerSession controller, MemberFeed feed) throws FleetRefusal {
    return DashboardHost.start(
        new DashboardSettings(config.host(), config.port(), config.names()),
        feed,
        controller.health(),
        MonotonicClock.system());
  }

  private static @Nullable FreeSpace world(ControllerSession controller) throws YamlRefusal {
    Optional<String> map = controller.members().get(0).map();
    return map.isEmpty() ? null : WorldCatalog.freeSpace(map.get());
  }

  private static MemberFeed feed(
      ControllerSession controller,
      TaskRobot robot,
      PolicySwitch policy,
      @Nullable FreeSpace world) {
    FleetMember member = controller.members().get(0);
    Set<DemoAction> actions = EnumSet.allOf(DemoAction.class);
    return new MemberFeed(
        () -> controller.flown(member),
        controller.link().link(),
        controller.events(member),
        world,
        actions,
        action -> {
          switch (action) {
            case PUSH -> robot.node().visitor().push(PUSH_S);
            case SHOVE -> robot.node().visitor().shove(shove(member));
            case BLIND -> robot.node().visitor().blind(BLIND_S);
            case KILL -> policy.off(KILL_NS);
            case CLEAR -> controller.link().run(() -> member.loop().safety().clear());
          }
        });
  }

  /** A sudden change of every state that has a width, small enough to stay on the map. */
  private static double[] shove(FleetMember member) {
    var states = member.robot().states();
    double[] change = new double[states.size()];
    for (int i = 0; i < change.length; i++) {
      double width = states.get(i).upper() - states.get(i).lower();
      change[i] = Double.isFinite(width) ? SHOVE_SHARE * width : 0;
    }
    return change;
  }

  /** What there is to say in five lines. */
  List<String> lines() {
    return DemoLines.of(
        controller.members().get(0), robot.score(), broker.uri(), address().orElse("headless"));
  }

  /** What it came to. */
  DemoSummary summary() {
    return DemoSummary.of(ControlSummary.of(controller.members().get(0)), robot.score());
  }

  /** Where the broker is. */
  String broker() {
    return broker.uri();
  }

  /** Where the page is, if there is one. */
  Optional<String> address() {
    return dashboard == null ? Optional.empty() : Optional.of(dashboard.address());
  }

  /** Why the robot stopped by itself, if it did. */
  Optional<RuntimeException> failure() {
    return robotLoop.failure();
  }

  /** Prints what one may want to know before it begins. */
  void introduce(PrintStream out) {
    FleetMember member = controller.members().get(0);
    out.println(
        member.bundle().manifest().name()
            + " on "
            + broker.uri()
            + ", policy lane: "
            + member.lane()
            + "; "
            + member.engine());
    address().ifPresent(address -> out.println("watch it, push it: " + address));
  }

  /** The robot first, so that nothing that is counted happens after the summary. */
  void stop() {
    robotLoop.close();
  }

  @Override
  public void close() {
    stop();
    if (dashboard != null) {
      dashboard.close();
    }
    controller.close();
    robot.close();
    robotLink.close();
    broker.close();
  }
}
