package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.dashboard.CycleBoard;
import io.github.hjelm.controller.health.RobotVitals;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.controller.loop.AllocationMeter;
import io.github.hjelm.controller.loop.CommandPublisher;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleStage;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.CycleWatchers;
import io.github.hjelm.controller.loop.LaneMeasurement;
import io.github.hjelm.controller.loop.LoopParts;
import io.github.hjelm.controller.observe.ObservationRefusal;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CertifiedGames;
import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.robot.RobotRefusal;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Puts one robot's loop together from its configuration and its bundle; refuses in one sentence
 * what does not belong together. Not for the path: it measures the policy, which takes a while.
 */
public final class RobotAssembly {

  private final CertifiedGames games;
  private final RankingSource rankings;
  private final MonotonicClock clock;
  private final RandomGenerator draws;
  private final UnaryOperator<FewStepSampler> policies;

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
    this.games = games;
    this.rankings = rankings;
    this.clock = clock;
    this.draws = draws;
    this.policies = policies;
  }

  /**
   * Makes one.
   *
   * @param bundle open and verified; its golden outputs of the signature flown are asked for here
   * @param watchers see each cycle
   */
  public FleetMember assemble(
      RobotConfig config, Bundle bundle, MqttLink link, List<? extends CycleWatcher> watchers)
      throws BundleRefusal, TableRefusal, RobotRefusal, ObservationRefusal, SamplerRefusal {
    bundle.requireGolden(config.policy().signature());
    LoopDraft draft = LoopDraft.of(config, bundle, games, rankings);
    FewStepSampler sampler =
        policies.apply(bundle.sampler(config.policy().signature(), draft.candidates(), 1, 1));
    LaneMeasurement measured = LaneMeasurement.of(sampler, clock);
    rehearse(draft, sampler);
    boolean inline = draft.isInline(measured);
    LoopParts parts = draft.parts(draft.lane(sampler, inline));
    CommandEpoch epoch = new CommandEpoch(config.name(), draws);
    CommandPublisher publisher = draft.publisher(link, epoch);
    AllocationMeter meter = new AllocationMeter(publisher);
    RobotVitals vitals = new RobotVitals(config.name(), draft.timing(), WallClock.system());
    CycleBoard board = draft.board(vitals.stages());
    List<CycleWatcher> all = new ArrayList<>(watchers);
    all.add(meter);
    all.add(vitals);
    all.add(draft.watcher(board));
    ControlLoop loop = new ControlLoop(parts, meter, new CycleWatchers(all), clock);
    return new FleetMember(
        config,
        bundle,
        draft.robot(),
        draft.safety(),
        parts.timing(),
        inline,
        measured,
        draft.controlled(loop, epoch),
        publisher,
        parts.policy(),
        vitals,
        board,
        meter);
  }

  private void rehearse(LoopDraft draft, FewStepSampler sampler)
      throws BundleRefusal, TableRefusal, ObservationRefusal {
    CycleBoard board = draft.board(new StageHistograms(CycleStage.labels()));
    Rehearsal.run(
        draft.config().name(),
        draft.robot().states(),
        draft.parts(draft.lane(sampler, true)),
        draft.publisher(new DeafLink(), new CommandEpoch(draft.config().name(), draws)),
        draft.watcher(board),
        draft.config().commands().newCodec(),
        clock);
  }
}
