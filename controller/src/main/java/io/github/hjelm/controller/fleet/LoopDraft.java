package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.dashboard.BoardWatcher;
import io.github.hjelm.controller.dashboard.CycleBoard;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.controller.loop.CommandPublisher;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.ControlledRobot;
import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.controller.loop.InlineLane;
import io.github.hjelm.controller.loop.LaneMeasurement;
import io.github.hjelm.controller.loop.LoopParts;
import io.github.hjelm.controller.loop.PolicyLane;
import io.github.hjelm.controller.loop.ThreadLane;
import io.github.hjelm.controller.observe.ObservationLayout;
import io.github.hjelm.controller.observe.ObservationRefusal;
import io.github.hjelm.controller.observe.SensorJoin;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CertifiedGames;
import io.github.hjelm.controller.safety.LadderSettings;
import io.github.hjelm.controller.safety.LoopTiming;
import io.github.hjelm.controller.safety.SafetyStages;
import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.frame.CommandNumbers;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.robot.RobotRefusal;
import java.util.List;

/**
 * What one robot's loop is made of, checked against each other; makes the parts as often as they
 * are needed.
 *
 * @param robot as the bundle names it
 */
record LoopDraft(
    RobotConfig config,
    Bundle bundle,
    Robot robot,
    CycleTiming timing,
    SafetyStages safety,
    RankingSource rankings) {

  private static final double NS_PER_S = 1e9;

  static LoopDraft of(
      RobotConfig config, Bundle bundle, CertifiedGames games, RankingSource rankings)
      throws TableRefusal, RobotRefusal {
    BundleManifest manifest = bundle.manifest();
    Robot robot = RobotCatalog.create(manifest.robot().model(), manifest.robot().parameters());
    double periodS = manifest.chunk().periodS();
    long cycleNs = config.cycleNs(periodS);
    CycleTiming timing =
        new CycleTiming(
            cycleNs,
            Math.round(periodS * NS_PER_S),
            config.commands().actingDelayNs(),
            config.deadlineNs(cycleNs));
    SafetyStages safety =
        SafetyStages.open(
            bundle.source(),
            bundle.certificate(),
            robot,
            games,
            new LoopTiming(cycleNs / NS_PER_S, config.safety().oldestS()),
            config.safety().uncertified());
    return new LoopDraft(config, bundle, robot, timing, safety, rankings);
  }

  /** K. */
  int candidates() {
    return config.policy().candidates(bundle.manifest().sampler());
  }

  private BundleManifest manifest() {
    return bundle.manifest();
  }

  /** The parts of one loop, around a lane. */
  LoopParts parts(PolicyLane lane) throws BundleRefusal, TableRefusal, ObservationRefusal {
    return new LoopParts(
        robot.states().size(),
        robot.controls().size(),
        candidates(),
        new SensorJoin(
            config.name(),
            robot.states(),
            config.inputs(robot.states(), timing.cycleNs()),
            config.boundsMargin(),
            config.commands().newCodec()),
        new ChunkSchedule(
            manifest().chunk(),
            candidates(),
            manifest().normalisers().action(),
            config.policy().join(),
            config.policy().maxLatenessNs(manifest().chunk())),
        lane,
        safety.stage(rankings.ranking(bundle, robot), ladder()),
        timing);
  }

  private LadderSettings ladder() {
    if (safety.certificate().isEmpty()) {
      return config.safety().ladder(timing.cycleNs() / NS_PER_S, List.of());
    }
    double holdS = safety.certificate().get().folder().terms().holdS();
    return config.safety().ladder(holdS, safety.usualLadder().monitor().errors());
  }

  /** Whether a cycle can wait for the policy, or has to. */
  boolean isInline(LaneMeasurement measured) {
    LaneChoice choice = config.policy().lane();
    return choice == LaneChoice.INLINE
        || (choice == LaneChoice.AUTO
            && measured.fits(config.policy().inferenceBudgetNs(timing.cycleNs())));
  }

  /** A lane around the policy. */
  PolicyLane lane(FewStepSampler sampler, boolean inline) throws ObservationRefusal {
    ObservationLayout layout =
        new ObservationLayout(
            robot.states(), manifest().observation(), manifest().normalisers().observation());
    NoiseStream noise = new NoiseStream(config.policy().seed(), config.name());
    return inline
        ? new InlineLane(sampler, layout, noise)
        : new ThreadLane(sampler, layout, noise, "policy-" + config.name());
  }

  /** Puts commands on a link. */
  CommandPublisher publisher(MqttLink link, CommandNumbers numbers) {
    return new CommandPublisher(
        config.name(),
        link,
        config.commands().newCodec(),
        numbers,
        config.commands().validForNs(timing.cycleNs()),
        version());
  }

  /** Eight digits of the manifest's hash: enough to tell the bundles of one robot apart. */
  private long version() {
    return Long.parseLong(bundle.sha256().substring(0, 8), 16);
  }

  /** Where cycles are pinned up. */
  CycleBoard board(StageHistograms stages) {
    return new CycleBoard(
        robot.states().size(),
        robot.controls().size(),
        stages,
        candidates(),
        manifest().chunkSize());
  }

  /** Who pins them up. */
  BoardWatcher watcher(CycleBoard board) {
    return new BoardWatcher(
        board, robot.controls().size(), manifest().chunk().horizon(), candidates());
  }

  /** The loop on its link. */
  ControlledRobot controlled(ControlLoop loop, CommandEpoch epoch) {
    boolean byTimer = config.triggerSensor() == RobotConfig.BY_TIMER;
    // A frame that is late by a cycle is missed, and the timer steps in.
    long patienceNs = byTimer ? timing.cycleNs() : 2 * timing.cycleNs();
    return new ControlledRobot(
        config.name(),
        loop,
        epoch,
        config.commands().newCodec(),
        config.triggerSensor(),
        patienceNs);
  }
}
