package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.config.RobotKey;
import io.github.hjelm.controller.dashboard.CycleBoard;
import io.github.hjelm.controller.health.RobotVitals;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.controller.loop.AllocationMeter;
import io.github.hjelm.controller.loop.CommandPublisher;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleStage;
import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.CycleWatchers;
import io.github.hjelm.controller.loop.LaneMeasurement;
import io.github.hjelm.controller.loop.LoopParts;
import io.github.hjelm.controller.observe.SensorJoin;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.safety.CertifiedGames;
import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts one robot's loop together from its configuration and its bundle; refuses in one sentence
 * what does not belong together. Not for the path: it measures the policy, which takes a while.
 */
public final class RobotAssembly {

  private final StagesShelf shelf;
  private final RankingSource rankings;
  private final MonotonicClock clock;
  private final RandomGenerator draws;
  private final UnaryOperator<FewStepSampler> policies;
  private final Map<Acquaintance, LaneMeasurement> known = new ConcurrentHashMap<>();

  /** What is tried out once, however many robots fly it. */
  private record Acquaintance(
      String sha256, String signature, int candidates, PolicyEngine engine, PolicyDevice device) {}

  /**
   * @param games pose again what certificates were solved for
   * @param draws tells this controller's epochs from another's
   * @param policies what stands between loop and policy; the identity but in demonstrations
   */
  public RobotAssembly(
      CertifiedGames games,
      RankingSource rankings,
      MonotonicClock clock,
      RandomGenerator draws,
      UnaryOperator<FewStepSampler> policies) {
    shelf = new StagesShelf(games);
    this.rankings = rankings;
    this.clock = clock;
    this.draws = draws;
    this.policies = policies;
  }

  /**
   * A bundle that may replace the one that a robot flies: the robot as it will be, and its loop.
   */
  record Successor(FleetMember member, ControlLoop loop) {}

  /** What of a robot outlives its bundles. */
  private record Lasting(
      CommandEpoch epoch,
      OutcomeCounts<PublishOutcome> sent,
      RobotVitals vitals,
      RecentCycles recent,
      List<CycleWatcher> watchers) {}

  /**
   * Makes one.
   *
   * @param bundle open and verified; its golden outputs of the signature flown are asked for here
   * @param watchers see each cycle
   */
  public FleetMember assemble(
      RobotConfig config, Bundle bundle, MqttLink link, List<? extends CycleWatcher> watchers)
      throws FleetRefusal {
    LoopDraft draft = LoopDraft.of(config, bundle, rankings, shelf);
    CycleTiming timing = draft.timing();
    Lasting lasting =
        new Lasting(
            new CommandEpoch(config.name(), draws),
            new OutcomeCounts<>(PublishOutcome.class),
            new RobotVitals(config.name(), timing, WallClock.system()),
            new RecentCycles(timing.cycleNs(), timing.deadlineNs()),
            List.copyOf(watchers));
    return successor(draft, link, lasting, null).member();
  }

  /**
   * Puts together what may replace the bundle that a robot flies. It shares what outlives a bundle;
   * everything else is its own.
   *
   * @param bundle open and verified
   */
  Successor succeed(FleetMember flown, Bundle bundle, MqttLink link) throws FleetRefusal {
    RobotConfig config = flown.config().withBundle(bundle.source());
    LoopDraft draft = LoopDraft.of(config, bundle, rankings, shelf);
    draft.requireSameRobot(flown);
    Lasting lasting =
        new Lasting(
            flown.controlled().epoch(),
            flown.publisher().counts(),
            flown.vitals(),
            flown.recent(),
            flown.watchers());
    return successor(draft, link, lasting, flown);
  }

  private Successor successor(
      LoopDraft draft, MqttLink link, Lasting lasting, @Nullable FleetMember flown)
      throws FleetRefusal {
    Bundle bundle = draft.bundle();
    String signature = draft.signature();
    PolicyDevice device = draft.config().policy().device();
    PolicyEngine engine = draft.config().policy().engine();
    Acquaintance flies =
        new Acquaintance(bundle.sha256(), signature, draft.candidates(), engine, device);
    // Another engine is compared wherever a sampler of it is made.
    if (engine == PolicyEngine.TENSORFLOW && !known.containsKey(flies)) {
      requireGolden(draft);
    }
    FewStepSampler own = draft.sampler(device);
    lasting.vitals().gpuMissing(device == PolicyDevice.GPU && own.device() != PolicyDevice.GPU);
    FewStepSampler sampler = policies.apply(own);
    boolean made = false;
    try {
      LaneMeasurement measured = known.get(flies);
      if (measured == null) {
        measured = measured(draft, sampler);
        rehearse(draft, sampler);
        known.put(flies, measured);
      }
      Successor successor = around(sampler, measured, draft, link, lasting, flown);
      made = true;
      return successor;
    } finally {
      if (!made) {
        sampler.close();
      }
    }
  }

  private static void requireGolden(LoopDraft draft) throws FleetRefusal {
    try {
      draft.bundle().requireGolden(draft.signature());
    } catch (BundleRefusal e) {
      throw FleetRefusal.of(draft.config().name(), RobotKey.BUNDLE, e);
    }
  }

  private LaneMeasurement measured(LoopDraft draft, FewStepSampler sampler) throws FleetRefusal {
    try {
      return LaneMeasurement.of(sampler, clock);
    } catch (SamplerRefusal e) {
      throw FleetRefusal.of(draft.config().name(), RobotKey.BUNDLE, e);
    }
  }

  private Successor around(
      FewStepSampler sampler,
      LaneMeasurement measured,
      LoopDraft draft,
      MqttLink link,
      Lasting lasting,
      @Nullable FleetMember flown)
      throws FleetRefusal {
    SensorJoin sensors = flown == null ? draft.sensors() : flown.loop().sensors();
    CycleBoard board =
        flown != null && draft.fits(flown) ? flown.board() : draft.board(lasting.vitals().stages());
    CommandPublisher publisher = draft.publisher(link, lasting.epoch(), lasting.sent());
    AllocationMeter meter = new AllocationMeter(publisher);
    List<CycleWatcher> all = new ArrayList<>(lasting.watchers());
    all.addAll(List.of(meter, lasting.vitals(), lasting.recent(), draft.watcher(board)));
    boolean inline = draft.isInline(measured);
    // The lane last: it may have a thread, which only its owner ends.
    LoopParts parts = draft.parts(draft.lane(sampler, inline), sensors);
    ControlLoop loop = new ControlLoop(parts, meter, new CycleWatchers(all), clock);
    FleetMember member =
        new FleetMember(
            draft.config(),
            draft.bundle(),
            draft.robot(),
            draft.safety(),
            parts.timing(),
            inline,
            measured,
            flown == null ? draft.controlled(loop, lasting.epoch()) : flown.controlled(),
            publisher,
            parts.policy(),
            lasting.vitals(),
            board,
            meter,
            lasting.recent(),
            lasting.watchers());
    return new Successor(member, loop);
  }

  private void rehearse(LoopDraft draft, FewStepSampler sampler) throws FleetRefusal {
    CycleBoard board = draft.board(new StageHistograms(CycleStage.labels()));
    Rehearsal.run(
        draft.config().name(),
        draft.robot().states(),
        draft.parts(draft.lane(sampler, true)),
        draft.publisher(
            new DeafLink(),
            new CommandEpoch(draft.config().name(), draws),
            new OutcomeCounts<>(PublishOutcome.class)),
        draft.watcher(board),
        draft.config().commands().newCodec(),
        clock);
  }
}
