package io.github.hjelm.deploy;

import io.github.hjelm.bench.stats.BlockBootstrap;
import io.github.hjelm.bench.stats.Interval;
import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.config.RecorderConfig;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.DeafLink;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.recorder.FlightRecorder;
import io.github.hjelm.controller.recorder.FlightRecorders;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.export.fly.TaskRobot;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CatalogGames;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.MessageListener;
import io.github.hjelm.sensors.mqtt.MessageView;
import io.github.hjelm.sensors.mqtt.PublishOutcome;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * What the flight recorder costs a cycle: a shipped robot in its loop, stepped by hand, with the
 * recorder and without it in turns within one run. What a robot's own period costs is in both. A
 * main, not a test: its figures are in {@code controller/docs/flight.md}.
 */
final class RecorderLoad {

  private static final int CYCLES = 2000;
  private static final int COUNTED = CYCLES - CYCLES / 50;

  /** What is recorded is written out between cycles, long before the ring is full. */
  private static final int CYCLES_PER_WRITING = 20;

  private static final MonotonicClock CLOCK = MonotonicClock.system();

  private final Wire wire = new Wire();
  private final FlightRecorders recorders;
  private final FlightRecorder recorder;
  private final TaskRobot robot;
  private final FleetMember member;
  private final long[] tookNs = new long[CYCLES];

  /** Between two periods time leaps. */
  private long leapNs;

  /** Both ends of a line, which keeps what was said to be kept. */
  private final class Wire extends DeafLink {

    private final Map<String, MessageListener> listeners = new HashMap<>();
    private final Map<String, byte[]> kept = new HashMap<>();

    @Override
    public LinkStatus status() {
      return new LinkStatus(LinkStatus.State.CONNECTED, 1, 0, 0, 0, 0, 0, 0, "");
    }

    @Override
    public CompletionStage<Void> subscribe(String filter, MessageListener listener) {
      listeners.put(filter, listener);
      byte[] before = kept.get(filter);
      if (before != null) {
        listener.onMessage(new Message(filter, before, before.length, true, nanoTime()));
      }
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public PublishOutcome publish(String topic, byte[] payload, int length, boolean retained) {
      MessageListener listener = listeners.get(topic);
      if (retained) {
        kept.put(topic, Arrays.copyOf(payload, length));
      }
      if (listener != null) {
        listener.onMessage(new Message(topic, payload, length, false, nanoTime()));
      }
      return PublishOutcome.SENT;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // lent for one call
  private record Message(
      String topic, byte[] payload, int length, boolean retained, long receivedNs)
      implements MessageView {

    @Override
    public void copyTo(byte[] target) {
      System.arraycopy(payload, 0, target, 0, length);
    }
  }

  private RecorderLoad(String task, Path folder) throws Exception {
    Flown flown = Flown.of(Path.of("../model-export/bundles", task + ".zip"), 1);
    robot =
        new TaskRobot(
            flown.task(),
            flown.sim(),
            RobotSession.codecs(flown.settings()),
            wire,
            this::nanoTime,
            WallClock.system());
    robot.start();
    recorders =
        FlightRecorders.byHand(
            new RecorderConfig(folder, Duration.ofMinutes(1)),
            "load",
            WallClock.system(),
            System.err::println);
    recorder = recorders.recorder();
    RobotAssembly assembly =
        new RobotAssembly(
            new CatalogGames(ProblemCatalog.standard()),
            TaskRankings.of(TaskCatalog.standard()),
            this::nanoTime,
            new SplittableRandom(1),
            UnaryOperator.identity());
    RobotConfig usual =
        RobotConfig.of(flown.task().name(), flown.bundle()).withRate(flown.settings().rateHz());
    member =
        assembly.assemble(
            usual.with(usual.safety().with(MismatchRule.WARN)),
            Bundle.open(flown.bundle(), BundleKeys.none()),
            wire,
            List.of(recorder));
    member.controlled().start(wire::subscribe);
  }

  private long nanoTime() {
    return CLOCK.nanoTime() + leapNs;
  }

  /** {@code RecorderLoad [ROUNDS [TASK]]}. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
    String task = arguments.length > 1 ? arguments[1] : "amr-obstacles";
    Path folder = Files.createTempDirectory("recorder-load");
    RecorderLoad load = new RecorderLoad(task, folder);
    for (int warmUp = 0; warmUp < 5; warmUp++) {
      load.turn(true);
      load.turn(false);
    }
    double[] with = new double[rounds];
    double[] without = new double[rounds];
    Random random = new Random(1);
    for (int round = 0; round < rounds; round++) {
      boolean first = random.nextBoolean();
      (first ? with : without)[round] = load.turn(first);
      (first ? without : with)[round] = load.turn(!first);
    }
    load.report(task, with, without);
    load.member.close();
    load.recorders.close();
  }

  /**
   * Flies on; what a cycle and the robot's period take in ns. The mean, since few cycles ask the
   * policy and those record most, without the longest, in which something else ran.
   */
  private double turn(boolean recorded) throws Exception {
    if (recorded) {
      recorder.attach(member, Runnable::run);
    }
    for (int i = 0; i < CYCLES; i++) {
      long beganNs = CLOCK.nanoTime();
      robot.doWork();
      member.controlled().tick(nanoTime());
      tookNs[i] = CLOCK.nanoTime() - beganNs;
      leapNs += robot.sim().settings().periodNs() - tookNs[i];
      if (i % CYCLES_PER_WRITING == 0) {
        long writingNs = CLOCK.nanoTime();
        recorders.writeOut();
        leapNs -= CLOCK.nanoTime() - writingNs;
      }
    }
    if (recorded) {
      recorder.end();
      recorders.writeOut();
    }
    long[] sorted = tookNs.clone();
    Arrays.sort(sorted);
    return Arrays.stream(sorted).limit(COUNTED).average().orElseThrow();
  }

  private void report(String task, double[] with, double[] without) {
    double median = Arrays.stream(without).sorted().skip(without.length / 2).findFirst().orElse(0);
    Interval ratio = new BlockBootstrap(1).ratio(with, without);
    System.out.printf(
        "%s: a period of robot and loop takes %.1f µs, recorded %.4f [%.4f, %.4f] times as long,"
            + " so recording costs %.2f [%.2f, %.2f] µs a cycle; %d records dropped%n",
        task,
        median / 1e3,
        ratio.ratio(),
        ratio.lower(),
        ratio.upper(),
        (ratio.ratio() - 1) * median / 1e3,
        (ratio.lower() - 1) * median / 1e3,
        (ratio.upper() - 1) * median / 1e3,
        recorder.counts().droppedRecords());
    System.out.printf(
        "%d rounds of %d cycles, %s; load average %.1f of %d processors%n",
        ratio.rounds(),
        CYCLES,
        member.vitals().verdicts(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }
}
