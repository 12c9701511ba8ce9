package io.github.hjelm.deploy;

import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.config.BrokerConfig;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.LaneChoice;
import io.github.hjelm.controller.config.RobotConfig;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.health.LatencySummary;
import io.github.hjelm.controller.health.StageHistograms;
import io.github.hjelm.controller.loop.BatchedPolicy;
import io.github.hjelm.controller.loop.LaneMeasurement;
import io.github.hjelm.controller.policy.FewStepSampler;
import io.github.hjelm.controller.safety.MismatchRule;
import io.github.hjelm.export.fly.TaskRobot;
import io.github.hjelm.export.task.Task;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import io.github.hjelm.sensors.sim.RobotLoop;
import io.github.hjelm.sensors.sim.SimSettings;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.github.hjelm.sensors.time.WallClock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * How many cycles of a whole fleet are late: simulated robots on a thread of their own, a broker
 * (Mosquitto where it is installed), and one controller, all on this machine. A main, not a test:
 * its figures are in {@code controller/README.md}.
 *
 * <p>A cycle is late when its beat was skipped, or when its command left later than one period
 * after its beat began.
 */
final class FleetLoad {

  private static final double RATE_HZ = 50;

  /** Frames may not be older than a certificate allows when the timer comes. */
  private static final double FRAMES_HZ = 100;

  private FleetLoad() {}

  /**
   * {@code FleetLoad ROBOTS SECONDS TASK LANE [CANDIDATES]}, such as {@code 64 60 amr-obstacles
   * auto}, whose warm-up is not counted; or {@code FleetLoad sampling TASK CANDIDATES}.
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("sampling")) {
      sampling(arguments[1], Integer.parseInt(arguments[2]));
    } else {
      fly(arguments);
    }
  }

  /** How long calls for one robot, for two, four and so on take. */
  private static void sampling(String task, int candidates) throws Exception {
    MonotonicClock clock = MonotonicClock.system();
    try (Bundle bundle = Bundle.open(bundle(task), BundleKeys.none())) {
      try (FewStepSampler own = bundle.sampler(Sampler.DEFAULT_SIGNATURE, candidates, 1, 1)) {
        System.out.println(
            task + ", " + candidates + " candidates: alone " + LaneMeasurement.of(own, clock));
      }
      for (int robots = 1; robots <= 64; robots *= 2) {
        int rows = robots * candidates;
        try (BatchedPolicy batch =
            BatchedPolicy.of(
                bundle.sampler(Sampler.DEFAULT_SIGNATURE, rows, rows, 1), robots, clock)) {
          System.out.printf(
              "for %d: %.1f µs a robot (%s)%n",
              robots, batch.measured().p50Ns() / 1e3 / robots, batch.measured());
        }
      }
    }
  }

  private static Path bundle(String task) {
    return Path.of("../model-export/bundles", task + ".zip");
  }

  private static void fly(String[] arguments) throws Exception {
    int robots = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    String task = arguments[2];
    LaneChoice lane = LaneChoice.valueOf(arguments[3].toUpperCase(Locale.ROOT));
    Optional<Integer> candidates =
        arguments.length > 4 ? Optional.of(Integer.valueOf(arguments[4])) : Optional.empty();
    try (LocalBroker broker =
            MosquittoProcess.executable().isPresent()
                ? MosquittoProcess.start()
                : EmbeddedBroker.start(0);
        OpenLink link = OpenLink.connect(Transport.NETTY, MqttSettings.of(broker.uri()))) {
      List<TaskRobot> sims = new ArrayList<>();
      List<RobotConfig> configs = new ArrayList<>();
      for (int i = 0; i < robots; i++) {
        String name = "robot-" + i;
        sims.add(robot(task, name, i, link));
        configs.add(config(task, name, lane, candidates));
      }
      Runnable work = () -> sims.forEach(TaskRobot::doWork);
      ControllerConfig config =
          ControllerConfig.of(BrokerConfig.of(broker.uri()), configs).withoutDashboard();
      try (RobotLoop loop =
          new RobotLoop("robots", work, Math.round(1e9 / FRAMES_HZ), MonotonicClock.system())) {
        long beganNs = System.nanoTime();
        try (ControllerSession session =
            ControllerSession.start(config, UnaryOperator.identity())) {
          System.out.printf(
              "%s, %d robots at %.0f Hz through %s, started in %.1f s%n",
              task, robots, RATE_HZ, broker.name(), (System.nanoTime() - beganNs) / 1e9);
          session.beats().forEach(System.out::println);
          loop.start();
          Thread.sleep(10_000);
          Count before = Count.of(session);
          Map<String, Long> cpuBefore = cpuNs();
          long floor = floor(seconds);
          report(Count.of(session), before, robots, session);
          System.out.printf(
              "a thread that does nothing but wake up was late %.4f %% of its times%n",
              100.0 * floor / (seconds * RATE_HZ));
          Map<String, Long> cpuAfter = cpuNs();
          cpuAfter.forEach(
              (thread, ns) -> {
                double share = (ns - cpuBefore.getOrDefault(thread, 0L)) / 1e9 / seconds;
                if (share > 0.01) {
                  System.out.printf("%s: %.1f %% of a processor%n", thread, 100 * share);
                }
              });
          loop.failure().ifPresent(Throwable::printStackTrace);
          System.out.printf(
              "load average %.1f of %d processors%n",
              ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
              Runtime.getRuntime().availableProcessors());
        }
      }
      long violations = sims.stream().mapToLong(sim -> sim.score().violations()).sum();
      System.out.println("violations " + violations);
    }
  }

  /** How often a thread without work wakes up more than one period late: what the machine costs. */
  private static long floor(int seconds) {
    long periodNs = Math.round(1e9 / RATE_HZ);
    long dueNs = System.nanoTime();
    long late = 0;
    for (long i = 0; i < seconds * RATE_HZ; i++) {
      dueNs += periodNs;
      while (dueNs - System.nanoTime() > 0) {
        LockSupport.parkNanos(dueNs - System.nanoTime());
      }
      late += System.nanoTime() - dueNs > periodNs ? 1 : 0;
    }
    return late;
  }

  /** What each thread has used so far. */
  private static Map<String, Long> cpuNs() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Long> used = new TreeMap<>();
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo thread = threads.getThreadInfo(id);
      if (thread != null) {
        used.merge(thread.getThreadName(), threads.getThreadCpuTime(id), Long::sum);
      }
    }
    return used;
  }

  private record Count(long cycles, long misses, long skipped) {
    static Count of(ControllerSession session) {
      return new Count(
          session.members().stream().mapToLong(member -> member.controlled().cycles()).sum(),
          session.members().stream().mapToLong(member -> member.vitals().deadlineMisses()).sum(),
          session.skippedBeats());
    }
  }

  private static void report(Count after, Count before, int robots, ControllerSession session) {
    long cycles = after.cycles() - before.cycles();
    long misses = after.misses() - before.misses();
    long skipped = (after.skipped() - before.skipped()) * robots;
    System.out.printf(
        "%d cycles, %d of them too long, %d skipped: %.4f %% late%n",
        cycles, misses, skipped, 100.0 * (misses + skipped) / (cycles + skipped));
    for (int i : new int[] {0, robots - 1}) {
      FleetMember member = session.members().get(i);
      StageHistograms stages = member.stages();
      System.out.print(member.config().name() + ":");
      for (int stage = 0; stage < stages.size(); stage++) {
        LatencySummary took = stages.stage(stage).summary();
        System.out.printf(
            " %s p50 %.0f p99 %.0f max %.0f µs;",
            stages.names().get(stage), took.p50Ns() / 1e3, took.p99Ns() / 1e3, took.maxNs() / 1e3);
      }
      System.out.println(" " + member.vitals().verdicts());
    }
  }

  private static TaskRobot robot(String name, String robot, int seed, OpenLink link)
      throws Exception {
    Task task = TaskCatalog.standard().task(name, Map.of());
    SimSettings settings =
        SimSettings.of(
            robot,
            Map.of(
                "rate",
                Double.toString(FRAMES_HZ),
                "deadman",
                "1s",
                "seed",
                Integer.toString(seed)));
    TaskRobot sim =
        new TaskRobot(
            task,
            TaskRobot.simulated(task, task.robot(), settings),
            RobotSession.codecs(settings),
            link.link(),
            MonotonicClock.system(),
            WallClock.system());
    OpenLink.await(sim.start());
    return sim;
  }

  private static RobotConfig config(
      String task, String name, LaneChoice lane, Optional<Integer> candidates) {
    RobotConfig usual = RobotConfig.of(name, bundle(task)).withRate(RATE_HZ);
    RobotConfig timed =
        new RobotConfig(
            name,
            usual.bundle(),
            usual.rateHz(),
            Optional.empty(),
            usual.deadline(),
            usual.boundsMargin(),
            usual.sensors(),
            usual.commands().withActingDelay(Duration.ofMillis(5)),
            usual.policy().with(lane),
            usual.safety().with(MismatchRule.WARN));
    return candidates.isEmpty()
        ? timed
        : timed.with(timed.policy().withCandidates(candidates.get()));
  }
}
