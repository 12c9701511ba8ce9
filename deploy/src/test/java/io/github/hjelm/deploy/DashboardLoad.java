package io.github.hjelm.deploy;

import io.github.hjelm.bench.stats.BlockBootstrap;
import io.github.hjelm.bench.stats.Interval;
import io.github.hjelm.controller.bundle.Bundle;
import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.dashboard.DashboardSettings;
import io.github.hjelm.controller.dashboard.EventLog;
import io.github.hjelm.controller.fleet.DashboardHost;
import io.github.hjelm.controller.fleet.Fleet;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.MemberFeed;
import io.github.hjelm.controller.fleet.RobotAssembly;
import io.github.hjelm.controller.health.FleetHealth;
import io.github.hjelm.controller.health.HealthLimits;
import io.github.hjelm.controller.loop.ControlLoop;
import io.github.hjelm.controller.loop.CycleWatcher;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.safety.SafeCommand;
import io.github.hjelm.export.fly.TaskRobot;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.export.task.TaskCatalog;
import io.github.hjelm.export.verify.CatalogGames;
import io.github.hjelm.sensors.mqtt.embedded.EmbeddedBroker;
import io.github.hjelm.sensors.mqtt.embedded.LocalBroker;
import io.github.hjelm.sensors.mqtt.embedded.MosquittoProcess;
import io.github.hjelm.sensors.mqtt.netty.EventLoops;
import io.github.hjelm.sensors.sim.RobotLoop;
import io.github.hjelm.sensors.sim.WorldCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What open pages cost the loop they show: the demonstration's robot flies with no page, with one
 * and with ten, in turns within one run. A main, not a test: its figures are in {@code
 * controller/docs/dashboard.md}.
 */
final class DashboardLoad {

  /** How many pages are open, in turns. */
  private static final int[] PAGES = {0, 1, 10};

  /** After a turn has begun; it is not counted. */
  private static final long SETTLE_MS = 700;

  private static final int MOST_CYCLES = 1 << 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final FleetMember member;
  private final Cycles cycles;
  private final long dashboard;
  private final Readers readers;
  private final double seconds;
  private final List<List<Turn>> turns = new ArrayList<>();

  private DashboardLoad(
      FleetMember member, Cycles cycles, long dashboard, Readers readers, double seconds) {
    this.member = member;
    this.cycles = cycles;
    this.dashboard = dashboard;
    this.readers = readers;
    this.seconds = seconds;
    for (int ignored : PAGES) {
      turns.add(new ArrayList<>());
    }
  }

  /** What one turn came to; times in µs, shares of a processor. */
  private record Turn(
      double p50Us,
      double p99Us,
      double loopShare,
      double pageShare,
      double ticksHz,
      double kbHz) {}

  /** How long cycles took, written by the loop. */
  private static final class Cycles implements CycleWatcher {

    private final long[] tookNs = new long[MOST_CYCLES];
    private volatile int count;
    private volatile long thread = -1;

    @Override
    public void saw(ControlLoop loop, SafeCommand command, long nowNs) {
      long[] stages = loop.stageNs();
      int at = count;
      tookNs[at % MOST_CYCLES] = stages[stages.length - 1];
      thread = Thread.currentThread().getId();
      count = at + 1;
    }

    @Override
    public void failed(Throwable fault) {
      fault.printStackTrace();
    }

    /** In order of length. */
    long[] between(int from, int to) {
      long[] some = new long[to - from];
      for (int i = from; i < to; i++) {
        some[i - from] = tookNs[i % MOST_CYCLES];
      }
      Arrays.sort(some);
      return some;
    }
  }

  /** {@code DashboardLoad [ROUNDS [SECONDS-OF-A-TURN [TASK]]]}. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 12;
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 4;
    String task = arguments.length > 2 ? arguments[2] : "amr-obstacles";
    MonotonicClock clock = MonotonicClock.system();
    Flown flown = Flown.of(Path.of("../model-export/bundles", task + ".zip"), 1);
    try (Closing closing = new Closing()) {
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
      Cycles cycles = new Cycles();
      FleetMember member = member(config, loop, cycles, clock);
      fleet.add(member).toCompletableFuture().join();
      fleet.start().toCompletableFuture().join();
      RobotLoop sim =
          closing.later(new RobotLoop("robot", robot::doWork, flown.settings().periodNs(), clock));
      sim.start();
      Set<Long> before = threads();
      DashboardHost host = closing.later(host(member, loop, clock));
      Readers readers = closing.later(new Readers(host.address()));
      readers.open(1);
      Set<Long> made = threads();
      made.removeAll(before);
      long dashboard = named(made, "eventloop");
      System.out.printf(
          "%s at %.0f Hz through %s, %s, %d candidates%n",
          task,
          1e9 / member.timing().cycleNs(),
          broker.name(),
          member.lane(),
          config.robots().get(0).policy().candidates(member.bundle().manifest().sampler()));
      Thread.sleep(8000); // until what is hot is compiled
      DashboardLoad load = new DashboardLoad(member, cycles, dashboard, readers, seconds);
      load.fly(rounds);
      load.report();
      System.out.println("violations " + robot.score().violations());
    }
  }

  private static FleetMember member(
      ControllerConfig config, LoopLink loop, Cycles cycles, MonotonicClock clock)
      throws Exception {
    RobotAssembly assembly =
        new RobotAssembly(
            new CatalogGames(ProblemCatalog.standard()),
            TaskRankings.of(TaskCatalog.standard()),
            clock,
            new SplittableRandom(1),
            UnaryOperator.identity());
    var robot = config.robots().get(0);
    Bundle bundle = Bundle.open(robot.bundle(), BundleKeys.none());
    return assembly.assemble(robot, bundle, loop.link(), List.of(cycles));
  }

  private static DashboardHost host(FleetMember member, LoopLink loop, MonotonicClock clock)
      throws Exception {
    var map = member.map();
    MemberFeed feed =
        new MemberFeed(
            () -> member,
            loop.link(),
            new EventLog(),
            map.isEmpty() ? null : WorldCatalog.freeSpace(map.get()),
            Set.of(),
            action -> {});
    return DashboardHost.start(
        new DashboardSettings("127.0.0.1", 0, Set.of()),
        feed,
        new FleetHealth(HealthLimits.usual(), clock),
        clock);
  }

  private static Set<Long> threads() {
    Set<Long> ids = new TreeSet<>();
    Arrays.stream(THREADS.getAllThreadIds()).forEach(ids::add);
    return ids;
  }

  private static long named(Set<Long> threads, String part) {
    for (long id : threads) {
      var info = THREADS.getThreadInfo(id);
      if (info != null && info.getThreadName().contains(part)) {
        return id;
      }
    }
    throw new IllegalStateException("there is no thread '" + part + "'");
  }

  private void fly(int rounds) throws Exception {
    Random random = new Random(1);
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (int which : order) {
        turns.get(which).add(turn(PAGES[which]));
      }
    }
  }

  private Turn turn(int pages) throws Exception {
    readers.open(pages);
    Thread.sleep(SETTLE_MS);
    readers.count();
    int from = cycles.count;
    long beganNs = System.nanoTime();
    long loopNs = THREADS.getThreadCpuTime(cycles.thread);
    long pageNs = THREADS.getThreadCpuTime(dashboard);
    Thread.sleep(Math.round(1000 * seconds));
    double tookNs = System.nanoTime() - beganNs;
    double loop = (THREADS.getThreadCpuTime(cycles.thread) - loopNs) / tookNs;
    double page = (THREADS.getThreadCpuTime(dashboard) - pageNs) / tookNs;
    long[] sorted = cycles.between(from, cycles.count);
    double[] told = readers.count();
    double each = 1e9 / tookNs / Math.max(1, pages);
    return new Turn(
        sorted[sorted.length / 2] / 1e3,
        sorted[sorted.length * 99 / 100] / 1e3,
        loop,
        page,
        told[0] * each,
        told[1] * each / 1e3);
  }

  private void report() {
    List<Turn> none = turns.get(0);
    for (int which = 0; which < PAGES.length; which++) {
      List<Turn> some = turns.get(which);
      int pages = PAGES[which];
      System.out.printf(
          "%d pages: cycle p50 %.0f µs %s, p99 %.0f µs %s; loop's thread %.2f %% of a processor,"
              + " dashboard's %.2f %%",
          pages,
          median(some, 0),
          ratio(some, none, 0),
          median(some, 1),
          ratio(some, none, 1),
          100 * median(some, 2),
          100 * median(some, 3));
      System.out.println(
          pages == 0
              ? ""
              : String.format(
                  "; a page gets %.1f ticks and %.0f kB a second",
                  median(some, 4), median(some, 5)));
    }
    System.out.printf(
        "%d rounds, %d cycles in all; load average %.1f of %d processors%n",
        none.size(),
        member.controlled().cycles(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }

  private static double[] column(List<Turn> turns, int column) {
    return turns.stream()
        .mapToDouble(
            turn ->
                switch (column) {
                  case 0 -> turn.p50Us();
                  case 1 -> turn.p99Us();
                  case 2 -> turn.loopShare();
                  case 3 -> turn.pageShare();
                  case 4 -> turn.ticksHz();
                  default -> turn.kbHz();
                })
        .toArray();
  }

  private static double median(List<Turn> turns, int column) {
    double[] sorted = column(turns, column);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String ratio(List<Turn> some, List<Turn> none, int column) {
    Interval interval = new BlockBootstrap(1).ratio(column(some, column), column(none, column));
    return String.format(
        "(%.3f [%.3f, %.3f] of none)", interval.ratio(), interval.lower(), interval.upper());
  }

  /** The process that reads, with what the machine has left over: browsers are elsewhere. */
  private static final class Readers implements AutoCloseable {

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    Readers(String address) throws IOException {
      process =
          new ProcessBuilder(
                  "nice",
                  "-n",
                  "19",
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  PageReaders.class.getName(),
                  address.replaceFirst("^http", "ws") + "stream")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      orders = process.outputWriter();
      answers = process.inputReader();
    }

    private String ask(String order) throws IOException {
      orders.write(order + "\n");
      orders.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("the process that reads pages has ended");
      }
      return answer;
    }

    void open(int pages) throws IOException {
      ask("open " + pages);
    }

    /** Ticks and bytes since this was asked last, of all pages. */
    double[] count() throws IOException {
      return Arrays.stream(ask("count").split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Override
    public void close() throws IOException {
      orders.close();
      process.destroy();
    }
  }
}
