package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.PolicyConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.config.RobotKey;
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
import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.LadderSettings;
import io.github.hjelm.controller.safety.SafetyStage;
import io.github.hjelm.controller.safety.SafetyStages;
import io.github.hjelm.sensors.frame.CommandEpoch;
import io.github.hjelm.sensors.frame.CommandNumbers;
import io.github.hjelm.sensors.frame.OutcomeCounts;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
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
  private static final double NS_PER_MS = 1e6;

  static LoopDraft of(RobotConfig config, Bundle bundle, RankingSource rankings, StagesShelf shelf)
      throws FleetRefusal {
    Robot robot = robot(config, bundle);
    requireSignature(config, bundle);
    double periodS = bundle.manifest().chunk().periodS();
    long cycleNs = config.cycleNs(periodS);
    CycleTiming timing =
        new CycleTiming(
            cycleNs,
            Math.round(periodS * NS_PER_S),
            config.commands().actingDelayNs(),
            config.deadlineNs(cycleNs));
    SafetyStages safety = shelf.stages(config, bundle, robot, cycleNs);
    return new LoopDraft(config, bundle, robot, timing, safety, rankings);
  }

  private static Robot robot(RobotConfig config, Bundle bundle) throws FleetRefusal {
    BundleManifest.RobotUse use = bundle.manifest().robot();
    try {
      return RobotCatalog.create(use.model(), use.parameters());
    } catch (RobotRefusal e) {
      throw FleetRefusal.of(
          config.name(), RobotKey.BUNDLE, bundle.source() + ": " + e.getMessage(), e);
    }
  }

  private static void requireSignature(RobotConfig config, Bundle bundle) throws FleetRefusal {
    try {
      bundle.requireSignature(config.policy().signature());
    } catch (BundleRefusal e) {
      throw FleetRefusal.of(config.name(), RobotKey.SIGNATURE, e);
    }
  }

  /** Refuses a bundle that asks for more than another policy and another certificate. */
  void requireSameRobot(FleetMember flown) throws FleetRefusal {
    if (!robot.states().equals(flown.robot().states())
        || !robot.controls().equals(flown.robot().controls())) {
      throw FleetRefusal.of(
          config.name(),
          RobotKey.BUNDLE,
          "%s is for a %s with other states or controls than robot %s has: take the robot out and let it in again"
              .formatted(bundle.source(), manifest().robot().model(), config.name()),
          null);
    }
    if (timing.cycleNs() != flown.timing().cycleNs()) {
      throw FleetRefusal.of(
          config.name(),
          RobotKey.RATE,
          "%s asks for a cycle of %.3f ms, and robot %s flies one of %.3f ms: set its 'rate', or start again"
              .formatted(
                  bundle.source(),
                  timing.cycleNs() / NS_PER_MS,
                  config.name(),
                  flown.timing().cycleNs() / NS_PER_MS),
          null);
    }
  }

  /** Whether its cycles fit on the same board. */
  boolean fits(FleetMember flown) {
    return candidates() == flown.config().policy().candidates(flown.bundle().manifest().sampler())
        && manifest().chunkSize() == flown.bundle().manifest().chunkSize()
        && manifest().chunk().horizon() == flown.bundle().manifest().chunk().horizon();
  }

  /** K. */
  int candidates() {
    return config.policy().candidates(bundle.manifest().sampler());
  }

  /** The signature that flies, guided or not. */
  String signature() {
    return config.policy().signature(manifest().sampler());
  }

  private BundleManifest manifest() {
    return bundle.manifest();
  }

  /** The parts of one loop, around a lane. */
  LoopParts parts(PolicyLane lane) throws FleetRefusal {
    return parts(lane, sensors());
  }

  SensorJoin sensors() throws FleetRefusal {
    try {
      return new SensorJoin(
          config.name(),
          robot.states(),
          config.inputs(robot.states(), timing.cycleNs()),
          config.boundsMargin(),
          config.commands().newCodec());
    } catch (ObservationRefusal e) {
      throw FleetRefusal.of(config.name(), e);
    }
  }

  /** The same around sensors that are heard already. */
  LoopParts parts(PolicyLane lane, SensorJoin sensors) throws FleetRefusal {
    return new LoopParts(
        robot.states().size(),
        robot.controls().size(),
        candidates(),
        sensors,
        new ChunkSchedule(
            manifest().chunk(),
            candidates(),
            manifest().normalisers().action(),
            config.policy().join(),
            config.policy().maxLatenessNs(manifest().chunk())),
        lane,
        stage(),
        timing);
  }

  private SafetyStage stage() throws FleetRefusal {
    CandidateRanking ranking = ranking();
    try {
      return safety.stage(ranking, ladder());
    } catch (IllegalArgumentException e) {
      // With the usual ladder it was made before; of what is configured, the errors may not fit.
      throw FleetRefusal.of(config.name(), RobotKey.STATE_ERRORS, e);
    }
  }

  private CandidateRanking ranking() throws FleetRefusal {
    PolicyConfig policy = config.policy();
    try {
      return rankings.ranking(bundle, robot).softened(policy.temperature(), policy.seed());
    } catch (BundleRefusal | TableRefusal e) {
      throw FleetRefusal.of(config.name(), RobotKey.BUNDLE, e);
    }
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
        || choice == LaneChoice.BATCH
        || (choice == LaneChoice.AUTO
            && measured.fits(config.policy().inferenceBudgetNs(timing.cycleNs())));
  }

  /** A sampler of its candidates; this loads what computes it. */
  FewStepSampler sampler(PolicyDevice device) throws FleetRefusal {
    PolicyEngine engine = config.policy().engine();
    try {
      return bundle.sampler(signature(), candidates(), 1, engine, device);
    } catch (BundleRefusal e) {
      if (engine != PolicyEngine.TENSORFLOW) {
        throw FleetRefusal.of(config.name(), RobotKey.ENGINE, e);
      }
      throw FleetRefusal.of(
          config.name(),
          RobotKey.CANDIDATES,
          "%d candidates cannot be sampled: %s".formatted(candidates(), e.sentence()),
          e);
    }
  }

  /** A lane around the policy. */
  PolicyLane lane(FewStepSampler sampler, boolean inline) throws FleetRefusal {
    ObservationLayout layout = layout();
    return inline
        ? new InlineLane(sampler, layout, noise())
        : new ThreadLane(sampler, layout, noise(), "policy-" + config.name());
  }

  /** What the policy sees. */
  ObservationLayout layout() throws FleetRefusal {
    try {
      return new ObservationLayout(
          robot.states(), manifest().observation(), manifest().normalisers().observation());
    } catch (ObservationRefusal e) {
      throw FleetRefusal.of(
          config.name(), RobotKey.BUNDLE, bundle.source() + ": " + e.sentence(), e);
    }
  }

  NoiseStream noise() {
    return new NoiseStream(config.policy().seed(), config.name());
  }

  /** Puts commands on a link. */
  CommandPublisher publisher(
      MqttLink link, CommandNumbers numbers, OutcomeCounts<PublishOutcome> counts) {
    return new CommandPublisher(
        config.name(),
        link,
        config.commands().newCodec(),
        numbers,
        config.commands().validForNs(timing.cycleNs()),
        version(),
        counts);
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
