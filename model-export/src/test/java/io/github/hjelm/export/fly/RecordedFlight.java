package io.github.hjelm.export.fly;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RecorderConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.RankingSource;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.policy.ForwardingSampler;
import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.recorder.CycleReader;
import io.github.hjelm.controller.recorder.FlightRecorder;
import io.github.hjelm.controller.recorder.FlightRecorders;
import io.github.hjelm.controller.recorder.FlightReplay;
import io.github.hjelm.controller.recorder.FlightReport;
import io.github.hjelm.controller.safety.SafetyStage;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CatalogGames;
import io.github.hjelm.sensors.codec.BinaryCodec;
import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.frame.SensorFrame;
import io.github.hjelm.sensors.frame.Topics;
import io.github.hjelm.sensors.mqtt.MemoryBroker;
import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.sim.SimulatedRobot;
import io.github.hjelm.sensors.time.HandSetClock;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A shipped robot in its loop, with a flight recorder and with everything that goes wrong: a sensor
 * that falls silent or says no number, a policy that fails or says no number, commands that leave
 * late, stops, and an operator who ends them. The clock is set by hand.
 */
final class RecordedFlight implements AutoCloseable {

  static final String ROBOT = "r";

  private static final double RATE_HZ = 100;
  private static final int MOST_LATE_NS = 3_000_000;
  private static final long THOUGHT_NS = 60_000;

  final List<String> said = new ArrayList<>();
  final FlightRecorder recorder;
  final FlightRecorders recorders;
  final FleetMember member;
  final TaskRobot robot;
  private final HandSetClock clock = new HandSetClock(7_000_000_000L);
  private final SplittableRandom random;
  private final MqttLink intruder;
  private final boolean ownThread;
  private final Moody[] policy = new Moody[1];
  private final byte[] payload = new byte[FrameLimits.MAX_FRAME_BYTES];

  /** When commands leave: some while after the cycle began. */
  private boolean isLate;

  /** A policy with moods. */
  private static final class Moody extends ForwardingSampler {

    private volatile int mood;
    private volatile int guided;

    Moody(FewStepSampler policy) {
      super(policy);
    }

    /** Counts those of which something counts. */
    @Override
    public void guide(float[] prefix, float[] weights) {
      int counted = guided;
      guided = weights[0] > 0 ? counted + 1 : counted;
      super.guide(prefix, weights);
    }

    @Override
    public SampleOutcome sample(float[] observation, float[] noise, float[] actions) {
      if (mood == 1) {
        return SampleOutcome.FAILED;
      }
      if (mood == 2) {
        throw new IllegalStateException("the network is gone");
      }
      SampleOutcome outcome = super.sample(observation, noise, actions);
      if (mood == 3) {
        java.util.Arrays.fill(actions, Float.NaN);
      }
      return outcome;
    }

    @Override
    public String fault() {
      return "it does not want to";
    }
  }

  RecordedFlight(Path zip, Path folder, Duration keep, LaneChoice lane, long seed)
      throws Exception {
    random = new SplittableRandom(seed);
    ownThread = lane == LaneChoice.THREAD;
    MemoryBroker broker = new MemoryBroker(clock);
    Bundle bundle = Bundle.open(zip, BundleKeys.none());
    Task task =
        TaskCatalog.standard()
            .task(bundle.manifest().task().name(), bundle.manifest().task().settings());
    double rateHz = TaskRobot.rateHz(task, RATE_HZ);
    SimulatedRobot sim =
        TaskRobot.simulated(
            task,
            RobotCatalog.create(
                bundle.manifest().robot().model(), bundle.manifest().robot().parameters()),
            SimSettings.of(
                ROBOT, Map.of("rate", Double.toString(rateHz), "seed", Long.toString(seed))));
    robot = new TaskRobot(task, sim, BinaryCodec::new, broker.link(), clock, () -> 1000);
    robot.start();
    intruder = broker.link();
    MonotonicClock wobbling = () -> clock.nanoTime() + (isLate ? random.nextInt(MOST_LATE_NS) : 0);
    recorders =
        FlightRecorders.byHand(
            new RecorderConfig(folder, keep),
            "test",
            () -> 1_700_000_000_000L + clock.nanoTime() / 1_000_000,
            said::add);
    recorder = recorders.recorder();
    RobotAssembly assembly =
        new RobotAssembly(
            new CatalogGames(ProblemCatalog.standard()),
            rankings(),
            wobbling,
            new SplittableRandom(seed),
            sampler -> policy[0] = new Moody(sampler));
    RobotConfig config = RobotConfig.of(ROBOT, zip).withRate(rateHz);
    member =
        assembly.assemble(
            config.with(config.policy().with(lane)), bundle, broker.link(), List.of(recorder));
    recorder.attach(member, Runnable::run);
    member.controlled().start(broker.link()::subscribe);
  }

  static RankingSource rankings() {
    return (bundle, flown) -> {
      var use = bundle.manifest().task();
      try {
        return TaskRanking.of(
            TaskCatalog.standard().task(use.name(), use.settings()), bundle.task());
      } catch (io.github.hjelm.export.Refusal e) {
        throw new AssertionError(e);
      }
    };
  }

  /** Flies on while nothing goes wrong. */
  void calm(int periods) {
    for (int k = 0; k < periods; k++) {
      period();
      recorders.writeOut();
    }
  }

  /** Flies on while things go wrong. */
  void rough(int periods) {
    for (int k = 0; k < periods; k++) {
      trouble();
      period();
      recorders.writeOut();
    }
    policy[0].mood = 0;
    isLate = false;
  }

  /** Flies on with a policy that says nothing but NaN. */
  void senseless(int periods) {
    policy[0].mood = 3;
    calm(periods);
    policy[0].mood = 0;
  }

  /** Flies on while nobody writes what is recorded. */
  void unwritten(int periods) {
    for (int k = 0; k < periods; k++) {
      period();
    }
  }

  /** How often its policy was given a plan. */
  int timesGuided() {
    return policy[0].guided;
  }

  private void period() {
    robot.doWork();
    member.controlled().tick(clock.nanoTime());
    if (ownThread) {
      LockSupport.parkNanos(THOUGHT_NS);
    }
    clock.advanceNs(robot.sim().settings().periodNs());
  }

  private void trouble() {
    SafetyStage safety = member.loop().safety();
    switch (random.nextInt(60)) {
      case 0 -> robot.node().visitor().blind(random.nextDouble(0.05, 0.4));
      case 1 -> sayNan();
      case 2, 3, 4 -> policy[0].mood = random.nextInt(3);
      case 5, 6 -> policy[0].mood = 0;
      case 7 -> isLate = random.nextBoolean();
      case 8, 9, 10, 11 -> safety.clear();
      case 12 -> robot.node().visitor().push(0.3);
      case 13 -> {
        if (random.nextInt(8) == 0) {
          safety.stop(clock.nanoTime());
        }
      }
      default -> {
        // All is well.
      }
    }
  }

  private void sayNan() {
    var input = member.loop().sensors().input(0);
    SensorFrame frame = new SensorFrame();
    frame.robotName().set(ROBOT);
    frame.sensorName().set(input.sensor());
    frame.setEpoch(1000).setSequence(1L << 40).setStampNs(clock.nanoTime());
    double[] values = new double[input.quantities().size()];
    values[0] = Double.NaN;
    frame.setValues(values, values.length);
    intruder.publish(
        Topics.observation(ROBOT, input.sensor()),
        payload,
        new BinaryCodec().encode(frame, payload));
  }

  /** Computes what lies in a file or a folder again. */
  static List<FlightReport> replay(Path fileOrFolder) throws Exception {
    return replay(fileOrFolder, CycleReader.nobody());
  }

  static List<FlightReport> replay(Path fileOrFolder, CycleReader reader) throws Exception {
    return new FlightReplay(
            new FlightReplay.Means(
                new CatalogGames(ProblemCatalog.standard()),
                rankings(),
                List.of(),
                Optional.empty(),
                "test"),
            reader)
        .replay(fileOrFolder);
  }

  @Override
  public void close() {
    recorders.close();
    member.close();
  }
}
