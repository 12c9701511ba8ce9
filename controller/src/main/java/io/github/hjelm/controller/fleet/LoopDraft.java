package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.chunk.ChunkSchedule;
import io.github.hjelm.controller.chunk.NoiseStream;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.PolicyConfig;
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
import io.github.hjelm.controller.safety.CandidateRanking;
import io.github.hjelm.controller.safety.CertifiedGames;
import io.github.hjelm.controller.safety.LadderSettings;
import io.github.hjelm.controller.safety.LoopTiming;
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

  /** Opens the safety stages of all robots that fly one bundle alike, or finds them. */
  @FunctionalInterface
  interface StagesSource {
    SafetyStages stages(StagesKind kind, StagesOpener opener) throws TableRefusal;
  }

  /** Opens them. */
  @FunctionalInterface
  interface StagesOpener {
    SafetyStages open() throws TableRefusal;
  }

  /** Which robots may share their tables. */
  record StagesKind(String sha256, LoopTiming timing, boolean mayBeUncertified) {}

  static LoopDraft of(
      RobotConfig config,
      Bundle bundle,
      CertifiedGames games,
      RankingSource rankings,
      StagesSource shelf)
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
    LoopTiming loopTiming = new LoopTiming(cycleNs / NS_PER_S, config.safety().oldestS());
    boolean uncertified = config.safety().uncertified();
    SafetyStages safety =
        shelf.stages(
            new StagesKind(bundle.sha256(), loopTiming, uncertified),
            () ->
                SafetyStages.open(
                    bundle.source(), bundle.certificate(), robot, games, loopTiming, uncertified));
    return new LoopDraft(config, bundle, robot, timing, safety, rankings);
  }

  /** Refuses a bundle that asks for more than another policy and another certificate. */
  void requireSameRobot(FleetMember flown) throws BundleRefusal {
    if (!robot.states().equals(flown.robot().states())
        || !robot.controls().equals(flown.robot().controls())) {
      throw new BundleRefusal(
          "%s is for a %s with other states or controls than robot %s has: take the robot out and let it in again"
              .formatted(bundle.source(), manifest().robot().model(), config.name()));
    }
    if (timing.cycleNs() != flown.timing().cycleNs()) {
      throw new BundleRefusal(
          "%s asks for a cycle of %.3f ms, and robot %s flies one of %.3f ms: set its 'rate', or start again"
              .formatted(
                  bundle.source(),
                  timing.cycleNs() / NS_PER_MS,
                  config.name(),
                  flown.timing().cycleNs() / NS_PER_MS));
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

  private BundleManifest manifest() {
    return bundle.manifest();
  }

  /** The parts of one loop, around a lane. */
  LoopParts parts(PolicyLane lane) throws BundleRefusal, TableRefusal, ObservationRefusal {
    return parts(lane, sensors());
  }

  SensorJoin sensors() throws ObservationRefusal {
    return new SensorJoin(
        config.name(),
        robot.states(),
        config.inputs(robot.states(), timing.cycleNs()),
        config.boundsMargin(),
        config.commands().newCodec());
  }

  /** The same around sensors that are heard already. */
  LoopParts parts(PolicyLane lane, SensorJoin sensors) throws BundleRefusal, TableRefusal {
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
        safety.stage(ranking(), ladder()),
        timing);
  }

  private CandidateRanking ranking() throws BundleRefusal, TableRefusal {
    PolicyConfig policy = config.policy();
    return rankings.ranking(bundle, robot).softened(policy.temperature(), policy.seed());
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
