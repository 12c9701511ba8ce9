package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.config.Transport;
import io.github.hjelm.controller.dashboard.EventLog;
import io.github.hjelm.controller.dashboard.EventWatcher;
import io.github.hjelm.controller.fleet.ControllerStatuses;
import io.github.hjelm.controller.fleet.Fleet;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.FleetRefusal;
import io.github.hjelm.controller.fleet.RankingSource;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.health.FleetHealth;
import io.github.hjelm.controller.health.HealthLimits;
import io.github.hjelm.controller.health.Recording;
import io.github.hjelm.controller.health.ReloadOutcome;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final @Nullable FlightRecorders recorders;
  private final Map<String, FlightRecorder> recording = new ConcurrentHashMap<>();
  private final Map<String, EventLog> events = new ConcurrentHashMap<>();
  private final BundleWatch watch = new BundleWatch();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private ControllerConfig config;

  private ControllerSession(
      ControllerConfig config,
      Vertx loops,
      LoopLink link,
      UnaryOperator<FewStepSampler> policies,
      @Nullable FlightRecorders recorders) {
    this.config = config;
    this.recorders = recorders;
    this.loops = loops;
    this.link = link;
    fleet = new Fleet(link, MonotonicClock.system());
    statuses = new ControllerStatuses(fleet.members(), link.link(), WallClock.system());
    assembly =
        new RobotAssembly(
            new CatalogGames(ProblemCatalog.standard()),
            rankings(TaskCatalog.standard()),
            MonotonicClock.system(),
            new SecureRandom(),
            policies);
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
          SamplerRefusal,
          FleetRefusal {
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
          SamplerRefusal,
          FleetRefusal {
    Vertx loops = EventLoops.create(1);
    MqttSettings broker = settings(config);
    MonotonicClock clock = MonotonicClock.system();
    LoopLink link =
        config.broker().transport() == Transport.PAHO
            ? LoopLink.paho(loops, broker, clock)
            : LoopLink.netty(loops, broker, clock);
    ControllerSession session = new ControllerSession(config, loops, link, policies, recorders);
    boolean started = false;
    try (Closing assembled = new Closing()) {
      List<FleetMember> members = session.assemble(config.robots(), assembled);
      OpenLink.await(link.link().connect());
      assembled.keep();
      session.add(members);
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

  private static MqttSettings settings(ControllerConfig config) throws MqttRefusal, BundleRefusal {
    MqttSettings settings = config.broker().settings();
    if (config.robots().size() != 1) {
      return settings;
    }
    RobotConfig robot = config.robots().get(0);
    return settings.withLastWill(
        ControllerStatuses.lastWill(robot, Bundle.manifest(robot.bundle()), WallClock.system()));
  }

  /** Robots that fly nowhere yet; closed with {@code assembled} unless that keeps them. */
  private List<FleetMember> assemble(List<RobotConfig> robots, Closing assembled)
      throws BundleRefusal, TableRefusal, RobotRefusal, ObservationRefusal, SamplerRefusal {
    BundleKeys keys = config.bundleKeys();
    List<FleetMember> members = new ArrayList<>();
    for (RobotConfig robot : robots) {
      EventLog log = new EventLog();
      EventWatcher watcher = new EventWatcher(log, WallClock.system());
      watch.opens(robot.bundle());
      Bundle bundle = assembled.later(Bundle.open(robot.bundle(), keys));
      members.add(assembled.later(assemble(robot, bundle, watcher)));
      events.put(robot.name(), log);
    }
    return members;
  }

  private FleetMember assemble(RobotConfig robot, Bundle bundle, CycleWatcher watcher)
      throws BundleRefusal, TableRefusal, RobotRefusal, ObservationRefusal, SamplerRefusal {
    if (recorders == null) {
      return assembly.assemble(robot, bundle, link.link(), List.of(watcher));
    }
    FlightRecorder recorder = recorders.recorder();
    FleetMember member = assembly.assemble(robot, bundle, link.link(), List.of(watcher, recorder));
    try {
      recorder.attach(member, Runnable::run);
    } catch (FlightRefusal e) {
      member.close();
      throw new InputRefusal(String.valueOf(e.getMessage()));
    }
    recording.put(robot.name(), recorder);
    return member;
  }

  /** What is known of a robot's flight record. */
  private Recording recording(String robot) {
    FlightRecorder recorder = recording.get(robot);
    return recorder == null ? Recording.NONE : recorder.counts();
  }

  private void add(List<FleetMember> members) throws MqttRefusal, FleetRefusal {
    int taken = 0;
    try {
      for (FleetMember member : members) {
        // Whom the fleet refuses it closes.
        taken++;
        await(fleet.add(member));
        health.add(
            member.vitals(),
            link.link()::status,
            link::overwritten,
            recording(member.config().name()));
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
  List<String> follow(ControllerConfig next)
      throws MqttRefusal,
          BundleRefusal,
          TableRefusal,
          RobotRefusal,
          ObservationRefusal,
          SamplerRefusal,
          FleetRefusal {
    List<RobotConfig> flying = fleet.members().stream().map(FleetMember::config).toList();
    RobotChanges changes = RobotChanges.between(config, flying, next);
    List<String> words = new ArrayList<>();
    try (Closing assembled = new Closing()) {
      List<FleetMember> members = assemble(changes.added(), assembled);
      for (String robot : changes.removed()) {
        health.remove(robot);
        await(fleet.remove(robot));
        events.remove(robot);
        FlightRecorder recorder = recording.remove(robot);
        if (recorder != null) {
          recorder.end();
        }
        words.add(robot + ": sent away");
      }
      assembled.keep();
      add(members);
      members.forEach(member -> words.add(member.config().name() + ": let in"));
    }
    for (RobotConfig robot : changes.reloaded()) {
      reload(robot.name(), robot.bundle());
    }
    config = next;
    return words;
  }

  /** Flies bundles whose files have changed; to be called about once a second. */
  void look() {
    for (FleetMember member : watch.changed(fleet.members())) {
      reload(member.config().name(), member.config().bundle());
    }
  }

  /** Beside the loop; what became of it is said when it is settled. */
  private void reload(String robot, Path path) {
    watch.opens(path);
    BundleKeys keys;
    try {
      keys = config.bundleKeys();
    } catch (BundleRefusal e) {
      said.add(robot + ": " + e.getMessage());
      return;
    }
    fleet
        .reload(robot, path, keys, assembly)
        .whenComplete(
            (reload, refusal) -> {
              said.add(robot + ": " + (refusal == null ? reload.sentence() : sentence(refusal)));
              if (refusal == null && reload.outcome() == ReloadOutcome.KEPT) {
                recordAnew(robot);
              }
            });
  }

  /** Another loop flies the robot now: its record is another flight. */
  private void recordAnew(String robot) {
    FlightRecorder recorder = recording.get(robot);
    for (FleetMember member : fleet.members()) {
      if (recorder != null && member.config().name().equals(robot)) {
        try {
          recorder.attach(member, between -> logged(robot, link.run(between)));
        } catch (FlightRefusal e) {
          said.add(robot + ": is recorded no more: " + e.getMessage());
        }
      }
    }
  }

  private void logged(String robot, CompletionStage<Void> begun) {
    begun.whenComplete(
        (none, fault) -> {
          if (fault != null) {
            said.add(robot + ": is recorded no more: " + fault.getMessage());
          }
        });
  }

  private static String sentence(Throwable refusal) {
    String why =
        refusal instanceof Exception e ? ErrorSentences.sentence(e) : String.valueOf(refusal);
    return "flies on as before: " + why;
  }

  /** What became of bundles since this was asked last, in words. */
  List<String> said() {
    List<String> words = new ArrayList<>();
    for (String line = said.poll(); line != null; line = said.poll()) {
      words.add(line);
    }
    return words;
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

  /** Waits for a change of the fleet; its own refusals come out as they are. */
  private static void await(CompletionStage<Void> stage) throws MqttRefusal, FleetRefusal {
    try {
      OpenLink.await(stage);
    } catch (CompletionException e) {
      if (e.getCause() instanceof FleetRefusal refusal) {
        throw refusal;
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
    return events.computeIfAbsent(member.config().name(), none -> new EventLog());
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
