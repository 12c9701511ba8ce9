package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.config.RobotKey;
import io.github.hjelm.controller.config.Transport;
import io.github.hjelm.controller.dashboard.EventLog;
import io.github.hjelm.controller.fleet.ControllerStatuses;
import io.github.hjelm.controller.fleet.Fleet;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.health.FleetHealth;
import io.github.hjelm.controller.health.HealthLimits;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.recorder.FlightRecorders;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CatalogGames;
import io.github.hjelm.sensors.mqtt.MqttRefusal;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A controller process: a broker's link, and the robots that are controlled over it. One thread
 * starts it and changes it; its loops run on theirs.
 */
final class ControllerSession implements AutoCloseable {

  /** How soon a change is said on the wire. */
  private static final long STATUS_CHECK_MS = 100;

  private final Vertx loops;
  private final LoopLink link;
  private final Fleet fleet;
  private final ControllerStatuses statuses;
  private final RobotAssembly assembly;
  private final FleetHealth health = new FleetHealth(HealthLimits.usual(), MonotonicClock.system());
  private final RobotLogs logs;
  private final BundleReloads reloads;
  private ControllerConfig config;

  private ControllerSession(
      ControllerConfig config,
      Vertx loops,
      LoopLink link,
      UnaryOperator<FewStepSampler> policies,
      @Nullable FlightRecorders recorders) {
    this.config = config;
    logs = new RobotLogs(recorders);
    this.loops = loops;
    this.link = link;
    fleet = new Fleet(link, MonotonicClock.system());
    statuses = new ControllerStatuses(fleet.members(), link.link(), WallClock.system());
    assembly =
        new RobotAssembly(
            new CatalogGames(ProblemCatalog.standard()),
            TaskRankings.of(TaskCatalog.standard()),
            MonotonicClock.system(),
            new SecureRandom(),
            policies);
    reloads = new BundleReloads(fleet, assembly, link, logs);
  }

  /**
   * Verifies and measures everything, then connects and begins.
   *
   * @param policies what stands between loop and policy
   */
  static ControllerSession start(ControllerConfig config, UnaryOperator<FewStepSampler> policies)
      throws MqttRefusal, BundleRefusal, FleetRefusal {
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
      throws MqttRefusal, BundleRefusal, FleetRefusal {
    MqttSettings broker = settings(config);
    Vertx loops = EventLoops.create(1);
    MonotonicClock clock = MonotonicClock.system();
    LoopLink link =
        config.broker().transport() == Transport.PAHO
            ? LoopLink.paho(loops, broker, clock)
            : LoopLink.netty(loops, broker, clock);
    ControllerSession session = new ControllerSession(config, loops, link, policies, recorders);
    boolean started = false;
    try (Closing assembled = new Closing()) {
      List<FleetMember> members = session.assemble(config.robots(), config, assembled);
      OpenLink.await(link.link().connect());
      assembled.keep();
      session.add(members, config);
      OpenLink.await(session.fleet.start());
      OpenLink.await(
          link.everyMs(STATUS_CHECK_MS, () -> session.statuses.refresh(clock.nanoTime())));
      started = true;
      return session;
    } finally {
      if (!started) {
        session.close();
      }
    }
  }

  private static MqttSettings settings(ControllerConfig config) throws MqttRefusal, FleetRefusal {
    MqttSettings settings = config.broker().settings();
    if (config.robots().size() != 1) {
      return settings;
    }
    RobotConfig robot = config.robots().get(0);
    try {
      BundleManifest manifest = Bundle.manifest(robot.bundle());
      return settings.withLastWill(
          ControllerStatuses.lastWill(robot, manifest, WallClock.system()));
    } catch (BundleRefusal e) {
      throw FleetRefusal.of(robot.name(), RobotKey.BUNDLE, e).in(config.places());
    }
  }

  /** Robots that fly nowhere yet; closed with {@code assembled} unless that keeps them. */
  private List<FleetMember> assemble(
      List<RobotConfig> robots, ControllerConfig where, Closing assembled)
      throws BundleRefusal, FleetRefusal {
    BundleKeys keys = where.bundleKeys();
    List<FleetMember> members = new ArrayList<>();
    for (RobotConfig robot : robots) {
      try {
        members.add(assemble(robot, keys, assembled));
      } catch (FleetRefusal e) {
        members.forEach(member -> logs.end(member.config().name()));
        throw e.in(where.places());
      }
    }
    return members;
  }

  private FleetMember assemble(RobotConfig robot, BundleKeys keys, Closing assembled)
      throws FleetRefusal {
    reloads.opens(robot.bundle());
    Bundle bundle;
    try {
      bundle = assembled.later(Bundle.open(robot.bundle(), keys));
    } catch (BundleRefusal e) {
      throw FleetRefusal.of(robot.name(), RobotKey.BUNDLE, e);
    }
    RobotLogs.Log log = logs.begin();
    FleetMember member =
        assembled.later(assembly.assemble(robot, bundle, link.link(), log.watchers()));
    logs.keep(member, log);
    return member;
  }

  private void add(List<FleetMember> members, ControllerConfig where)
      throws MqttRefusal, FleetRefusal {
    int taken = 0;
    try {
      for (FleetMember member : members) {
        // Whom the fleet refuses it closes.
        taken++;
        await(fleet.add(member), where);
        health.add(
            member.vitals(),
            link.link()::status,
            link::overwritten,
            logs.recording(member.config().name()));
      }
    } finally {
      members.subList(taken, members.size()).forEach(FleetMember::close);
    }
  }

  /**
   * Lets in the robots that a configuration names beside those that fly, and sends away those that
   * it does not. Where anything of it is refused, nothing is changed.
   *
   * @return what was done, in words; empty when there was nothing to do
   */
  List<String> follow(ControllerConfig next) throws MqttRefusal, BundleRefusal, FleetRefusal {
    List<RobotConfig> flying = fleet.members().stream().map(FleetMember::config).toList();
    RobotChanges changes = RobotChanges.between(config, flying, next);
    List<String> words = new ArrayList<>();
    try (Closing assembled = new Closing()) {
      List<FleetMember> members = assemble(changes.added(), next, assembled);
      for (String robot : changes.removed()) {
        health.remove(robot);
        await(fleet.remove(robot), next);
        logs.end(robot);
        words.add(robot + ": sent away");
      }
      assembled.keep();
      add(members, next);
      members.forEach(member -> words.add(member.config().name() + ": let in"));
    }
    for (RobotConfig robot : changes.reloaded()) {
      reloads.begin(robot.name(), robot.bundle(), next);
    }
    config = next;
    return words;
  }

  /** Flies bundles whose files have changed; to be called about once a second. */
  void look() {
    reloads.look(config);
  }

  /** What became of bundles since this was asked last, in words. */
  List<String> said() {
    return reloads.said();
  }

  /** Waits for a change of the fleet; its own refusals come out as they are. */
  private static void await(CompletionStage<Void> stage, ControllerConfig where)
      throws MqttRefusal, FleetRefusal {
    try {
      OpenLink.await(stage);
    } catch (CompletionException e) {
      if (e.getCause() instanceof FleetRefusal refusal) {
        throw refusal.in(where.places());
      }
      throw e;
    }
  }

  /** How robots whose cycles begin together ask their policies, in words. */
  List<String> beats() {
    return fleet.beats();
  }

  /** Beats that a pause of the process swallowed. */
  long skippedBeats() {
    return fleet.skippedBeats();
  }

  /** Its robots. */
  List<FleetMember> members() {
    return fleet.members();
  }

  /** A robot with what it flies now; with what it flew last when it was sent away. */
  FleetMember flown(FleetMember member) {
    String name = member.config().name();
    for (FleetMember now : fleet.members()) {
      if (now.config().name().equals(name)) {
        return now;
      }
    }
    return member;
  }

  /** What happened to a robot. */
  EventLog events(FleetMember member) {
    return logs.events(member.config().name());
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
    link.run(statuses::sayOffline).toCompletableFuture().join();
    fleet.close();
    loops.close().toCompletionStage().toCompletableFuture().join();
  }
}
