package io.github.hjelm.export.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.safety.Assurance;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CatalogGames;
import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.time.HandSetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An hour of every shipped robot in its own loop, pushed by an adversary as hard as its model says,
 * and each control held for as long as its certificate allows. Faster than real time: the clock is
 * set by hand.
 */
class ShippedFlightTest {

  private static final int HOUR_S = 3600;

  static Stream<Path> bundles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("bundles"))) {
      return files.filter(file -> file.toString().endsWith(".zip")).sorted().toList().stream();
    }
  }

  /** Counts commands that nothing vouched for. */
  private static final class Unvouched implements CycleWatcher {

    private long count;

    @Override
    public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
      count += command.assurance() == Assurance.VOUCHED ? 0 : 1;
    }

    @Override
    public void failed(Throwable fault) {
      throw new AssertionError(fault);
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void neverTouchesWhatItMustNot(Path zip) throws Exception {
    HandSetClock clock = new HandSetClock(0);
    MemoryBroker broker = new MemoryBroker(clock);
    Bundle bundle = Bundle.open(zip, BundleKeys.none());
    Task task =
        TaskCatalog.standard()
            .task(bundle.manifest().task().name(), bundle.manifest().task().settings());
    double rateHz = TaskRobot.rateHz(task, 1);
    SimulatedRobot sim =
        TaskRobot.simulated(
            task,
            RobotCatalog.create(
                bundle.manifest().robot().model(), bundle.manifest().robot().parameters()),
            SimSettings.of(
                "r", Map.of("rate", Double.toString(rateHz), "disturbance", "adversarial")));
    TaskRobot robot = new TaskRobot(task, sim, BinaryCodec::new, broker.link(), clock, () -> 1000);
    robot.start();
    Unvouched unvouched = new Unvouched();
    RobotAssembly assembly =
        new RobotAssembly(
            new CatalogGames(ProblemCatalog.standard()),
            (any, flown) -> TaskRanking.of(task, any.task()),
            clock,
            new SplittableRandom(1),
            UnaryOperator.identity());
    FleetMember member =
        assembly.assemble(
            RobotConfig.of("r", zip).withRate(rateHz), bundle, broker.link(), List.of(unvouched));
    member.controlled().start(broker.link()::subscribe);
    for (long period = 0; period < HOUR_S * rateHz; period++) {
      robot.doWork();
      clock.advanceNs(sim.settings().periodNs());
    }
    TaskScore score = robot.score();
    String all = zip + " " + score + " " + member.loop().safety().counts();
    assertEquals(0, score.violations(), all);
    assertTrue(score.leastClearance() >= 0, all);
    assertTrue(score.goalsReached() > 20, all);
    assertEquals(0, member.loop().safety().counts().of(Verdict.STOPPED), all);
    // A cart that is faster than its table reaches is braked, and nothing vouches for that.
    assertTrue(unvouched.count <= 0.001 * score.periods(), unvouched.count + " " + all);
    member.close();
  }
}
