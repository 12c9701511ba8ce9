package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.config.Transport;
import io.github.hjelm.controller.dashboard.EventLog;
import io.github.hjelm.controller.dashboard.EventWatcher;
import io.github.hjelm.controller.fleet.Fleet;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.RankingSource;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.health.FleetHealth;
import io.github.hjelm.controller.health.HealthLimits;
import io.github.hjelm.controller.health.Recording;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.controller.observe.ObservationRefusal;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.recorder.FlightRecorder;
import io.github.hjelm.controller.recorder.FlightRecorders;
import io.github.hjelm.controller.recorder.FlightRefusal;
import io.github.hjelm.export.Refusal;
import io.github.hjelm.export.fly.TaskRanking;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CatalogGames;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A controller process: a broker's link, and the robots that are controlled over it. */
final class ControllerSession implements AutoCloseable {

  private final Vertx loops;
  private final LoopLink link;
  private final Fleet fleet;
  private final FleetHealth health = new FleetHealth(HealthLimits.usual(), MonotonicClock.system());
  private final List<EventLog> events = new ArrayList<>();
  private final List<Recording> recordings = new ArrayList<>();

  private ControllerSession(Vertx loops, LoopLink link) {
    this.loops = loops;
    this.link = link;
    fleet = new Fleet(link, MonotonicClock.system());
  }

  /**
   * Verifies and measures everything, then connects and begins.
   *
   * @param policies what stands between loop and policy
   */
  static ControllerSession start(ControllerConfig config, UnaryOperator<FewStepSampler> policies)
      throws MqttRefusal,
          BundleRefusal,
          TableRefusal,
          RobotRefusal,
          ObservationRefusal,
          SamplerRefusal {
    return start(config, policies, null);
  }

  /**
   * The same with flight recorders.
   *
   * @param recorders the caller's, closed after this; null where nothing is recorded
   */
  static ControllerSession start(
      ControllerConfig config,
      UnaryOperator<FewStepSampler> policies,
      @Nullable FlightRecorders recorders)
      throws MqttRefusal,
          BundleRefusal,
          TableRefusal,
          RobotRefusal,
          ObservationRefusal,
          SamplerRefusal {
    Vertx loops = EventLoops.create(1);
    MqttSettings broker = config.broker().settings();
    MonotonicClock clock = MonotonicClock.system();
    LoopLink link =
        config.broker().transport() == Transport.PAHO
            ? LoopLink.paho(loops, broker, clock)
            : LoopLink.netty(loops, broker, clock);
    ControllerSession session = new ControllerSession(loops, link);
    boolean started = false;
    try {
      List<FleetMember> members = session.assemble(config, policies, recorders);
      OpenLink.await(link.link().connect());
      for (int i = 0; i < members.size(); i++) {
        OpenLink.await(session.fleet.add(members.get(i)));
        session.health.add(
            members.get(i).vitals(),
            link.link()::status,
            link::overwritten,
            session.recordings.get(i));
      }
      OpenLink.await(session.fleet.start());
      started = true;
      return session;
    } finally {
      if (!started) {
        session.close();
      }
    }
  }

  private List<FleetMember> assemble(
      ControllerConfig config,
      UnaryOperator<FewStepSampler> policies,
      @Nullable FlightRecorders recorders)
      throws BundleRefusal, TableRefusal, RobotRefusal, ObservationRefusal, SamplerRefusal {
    BundleKeys keys = config.bundleKeys();
    RobotAssembly assembly =
        new RobotAssembly(
            new CatalogGames(ProblemCatalog.standard()),
            rankings(TaskCatalog.standard()),
            MonotonicClock.system(),
            new SecureRandom(),
            policies);
    List<FleetMember> members = new ArrayList<>();
    for (RobotConfig robot : config.robots()) {
      EventLog log = new EventLog();
      events.add(log);
      Bundle bundle = Bundle.open(robot.bundle(), keys);
      List<CycleWatcher> watchers = new ArrayList<>();
      watchers.add(new EventWatcher(log, WallClock.system()));
      FlightRecorder recorder = recorders == null ? null : recorders.recorder();
      if (recorder != null) {
        watchers.add(recorder);
      }
      FleetMember member = assembly.assemble(robot, bundle, link.link(), watchers);
      members.add(member);
      recordings.add(recorder == null ? Recording.NONE : attached(recorder, member));
    }
    return members;
  }

  private static Recording attached(FlightRecorder recorder, FleetMember member) {
    try {
      recorder.attach(member, Runnable::run);
      return recorder.counts();
    } catch (FlightRefusal e) {
      throw new InputRefusal(String.valueOf(e.getMessage()));
    }
  }

  /** Tasks of the box rank by their Hamiltonian; others by the order of their policy. */
  static RankingSource rankings(TaskCatalog tasks) {
    return (bundle, robot) -> {
      var use = bundle.manifest().task();
      if (tasks.kinds().stream().noneMatch(kind -> kind.covers(use.name()))) {
        return RankingSource.asProposed().ranking(bundle, robot);
      }
      try {
        return TaskRanking.of(tasks.task(use.name(), use.settings()), bundle.task());
      } catch (Refusal e) {
        throw new BundleRefusal(bundle.source() + ": " + e.getMessage(), e);
      }
    };
  }

  /** Its robots. */
  List<FleetMember> members() {
    return fleet.members();
  }

  /** What happened to a robot, by its place. */
  EventLog events(int robot) {
    return events.get(robot);
  }

  /** How they are doing. */
  FleetHealth health() {
    return health;
  }

  LoopLink link() {
    return link;
  }

  @Override
  public void close() {
    fleet.close();
    loops.close().toCompletionStage().toCompletableFuture().join();
  }
}
