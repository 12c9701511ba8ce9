package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.controller.safety.CertifiedGames;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.StatusFrame;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.time.HandSetClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A fleet on a clock that is set by hand and a link without wires. */
final class FleetBench implements AutoCloseable {

  static final long TICK_NS = 1_000_000;

  /** Of {@code FlyableBundle}. */
  static final long CYCLE_NS = 50_000_000;

  final HandSetClock clock = new HandSetClock(7_000_000_000L);
  final HandLink link = new HandLink(clock);
  final Fleet fleet = new Fleet(LoopLink.stepped(link), clock);
  final RobotAssembly assembly;
  private final BinaryCodec codec = new BinaryCodec();
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];
  private final Map<String, Long> sequences = new HashMap<>();

  /** Robots of whom a frame is heard with every period that passes. */
  final List<String> speaking = new ArrayList<>();

  /** Robots that move as they are told; all others stand at zero. */
  final Map<String, Mass> moving = new HashMap<>();

  /** A mass on a line under its last command, which acts at once. */
  static final class Mass {

    double position;
    double velocity;

    private void move(double acceleration, double seconds) {
      position += seconds * (velocity + 0.5 * seconds * acceleration);
      velocity += seconds * acceleration;
    }
  }

  FleetBench() {
    this(UnaryOperator.identity());
  }

  FleetBench(UnaryOperator<FewStepSampler> policies) {
    this(
        (problem, parameters, grid, disturbance) -> {
          throw new TableRefusal("there are no games here");
        },
        policies);
  }

  FleetBench(CertifiedGames games, UnaryOperator<FewStepSampler> policies) {
    assembly =
        new RobotAssembly(
            games, RankingSource.asProposed(), clock, new SplittableRandom(1), policies);
  }

  /** By the timer unless told otherwise. */
  static RobotConfig config(String name, Path bundle, LaneChoice lane) {
    RobotConfig usual = RobotConfig.of(name, bundle);
    return new RobotConfig(
        name,
        bundle,
        usual.rateHz(),
        Optional.empty(),
        usual.deadline(),
        usual.boundsMargin(),
        usual.sensors(),
        usual.commands(),
        usual.policy().with(lane),
        // Nobody here moves as a robot would.
        usual.safety().withUncertified(true).with(MismatchRule.WARN));
  }

  FleetMember assemble(RobotConfig config, CycleWatcher... watchers) throws Exception {
    Bundle bundle = Bundle.open(config.bundle(), BundleKeys.none());
    return assembly.assemble(config, bundle, link, List.of(watchers));
  }

  /** A robot that is there and has said where it is. */
  FleetMember add(RobotConfig config, CycleWatcher... watchers) throws Exception {
    FleetMember member = assemble(config, watchers);
    fleet.add(member).toCompletableFuture().get();
    isThere(config.name(), 0);
    speaking.add(config.name());
    return member;
  }

  /**
   * The robot says that it is there.
   *
   * @param commandEpoch in which it was commanded last
   */
  void isThere(String robot, long commandEpoch) {
    StatusFrame status =
        new StatusFrame(robot, "robot", true, 1, commandEpoch, 0, "model", "binary", "");
    link.deliver(Topics.status(robot), payload, codec.encode(status, payload));
  }

  private void hear(String robot) {
    Mass mass = moving.get(robot);
    if (mass == null) {
      hear(robot, 0, 0);
    } else {
      hear(robot, mass.position, mass.velocity);
    }
  }

  /** A frame of its one sensor, heard now. */
  void hear(String robot, double... values) {
    long sequence = sequences.merge(robot, 1L, Long::sum);
    SensorFrame frame = new SensorFrame();
    frame.robotName().set(robot);
    frame.sensorName().set("state");
    frame.setEpoch(1).setSequence(sequence).setStampNs(clock.nanoTime());
    frame.setValues(values, values.length);
    link.deliver(Topics.observation(robot, "state"), payload, codec.encode(frame, payload));
  }

  /** Time passes, tick by tick; everybody who speaks does so before the beat. */
  void passNs(long ns) {
    for (long passed = 0; passed < ns; passed += TICK_NS) {
      clock.advanceNs(TICK_NS);
      moving.forEach((robot, mass) -> mass.move(link.value(robot), TICK_NS / 1e9));
      if (clock.nanoTime() % CYCLE_NS == CYCLE_NS - TICK_NS) {
        speaking.forEach(this::hear);
      }
      fleet.tick(clock.nanoTime());
    }
  }

  /** Waits for what happens beside the loop; time stands still. */
  static void until(BooleanSupplier reached) throws InterruptedException {
    long deadlineNs = System.nanoTime() + 60_000_000_000L;
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - deadlineNs > 0) {
        throw new AssertionError("it never came to that");
      }
      Thread.sleep(1);
    }
  }

  /** A bundle is verified beside the loop, up to where it may fly or was refused. */
  CompletableFuture<Reload> reload(String robot, Path bundle) throws InterruptedException {
    CompletableFuture<Reload> settled =
        fleet.reload(robot, bundle, BundleKeys.none(), assembly).toCompletableFuture();
    until(() -> fleet.isTrying(robot) || settled.isDone());
    return settled;
  }

  void pass(int cycles) {
    passNs(cycles * CYCLE_NS);
  }

  @Override
  public void close() {
    fleet.close();
  }
}
