package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.Fleet;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.export.fly.TaskRobot;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CatalogGames;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.sim.RobotLoop;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * The demonstration's robot, flown as a controller flies it, with all that it needs in this process
 * but the broker.
 *
 * @param cycles how long its cycles take
 */
record MeasuredFlight(
    TaskRobot robot, FleetMember member, LoopLink loop, CycleLengths cycles, String conditions) {

  /**
   * Takes off, and flies until everything is closed.
   *
   * @param setting what the robot is configured with besides
   * @param policies what stands between loop and policy
   * @param watchers who else sees its cycles
   */
  static MeasuredFlight begin(
      String task,
      UnaryOperator<RobotConfig> setting,
      UnaryOperator<FewStepSampler> policies,
      List<CycleWatcher> watchers,
      Closing closing)
      throws Exception {
    MonotonicClock clock = MonotonicClock.system();
    Flown flown = Flown.of(Path.of("../model-export/bundles", task + ".zip"), 1);
    LocalBroker broker =
        closing.later(
            MosquittoProcess.executable().isPresent()
                ? MosquittoProcess.start()
                : EmbeddedBroker.start(0));
    OpenLink link = closing.later(flown.connect(broker));
    TaskRobot robot = closing.later(flown.robot(link.link()));
    OpenLink.await(robot.start());
    ControllerConfig config = flown.config(broker, 1, PolicyEngine.TENSORFLOW);
    Vertx loops = EventLoops.create(1);
    closing.later(() -> loops.close().toCompletionStage().toCompletableFuture().join());
    LoopLink loop = LoopLink.netty(loops, config.broker().settings(), clock);
    Fleet fleet = closing.later(new Fleet(loop, clock));
    OpenLink.await(loop.link().connect());
    CycleLengths cycles = new CycleLengths();
    RobotAssembly assembly =
        new RobotAssembly(
            new CatalogGames(ProblemCatalog.standard()),
            TaskRankings.of(TaskCatalog.standard()),
            clock,
            new SplittableRandom(1),
            policies);
    RobotConfig flies = setting.apply(config.robots().get(0));
    List<CycleWatcher> all = new ArrayList<>(watchers);
    all.add(0, cycles);
    FleetMember member =
        assembly.assemble(flies, Bundle.open(flies.bundle(), BundleKeys.none()), loop.link(), all);
    fleet.add(member).toCompletableFuture().join();
    fleet.start().toCompletableFuture().join();
    RobotLoop sim =
        closing.later(new RobotLoop("robot", robot::doWork, flown.settings().periodNs(), clock));
    sim.start();
    String conditions =
        "%s at %.0f Hz through %s, %s, %d candidates"
            .formatted(
                task,
                1e9 / member.timing().cycleNs(),
                broker.name(),
                member.lane(),
                flies.policy().candidates(member.bundle().manifest().sampler()));
    return new MeasuredFlight(robot, member, loop, cycles, conditions);
  }

  /** What was flown, and what else the machine had to do. */
  String circumstances(int rounds) {
    return "%d rounds, %d cycles in all; load average %.1f of %d processors"
        .formatted(
            rounds,
            member.controlled().cycles(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            Runtime.getRuntime().availableProcessors());
  }
}
