package io.github.hjelm.deploy;

import io.github.hjelm.controller.dashboard.DashboardSettings;
import io.github.hjelm.controller.dashboard.EventLog;
import io.github.hjelm.controller.fleet.DashboardHost;
import io.github.hjelm.controller.fleet.FleetMember;
import io.github.hjelm.controller.fleet.MemberFeed;
import io.github.hjelm.controller.health.FleetHealth;
import io.github.hjelm.controller.health.HealthLimits;
import io.github.hjelm.controller.loop.LoopLink;
import io.github.hjelm.sensors.sim.WorldCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What open pages cost the loop they show: the demonstration's robot flies with no page, with one
 * and with ten, in turns within one run. A main, not a test: its figures are in {@code
 * controller/docs/dashboard.md}.
 */
final class DashboardLoad {

  /** How many pages are open, in turns. */
  private static final List<Integer> PAGES = List.of(0, 1, 10);

  /** After a turn has begun; it is not counted. */
  private static final long SETTLE_MS = 700;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final MeasuredFlight flight;
  private final long dashboard;
  private final Readers readers;
  private final double seconds;
  private final Turns<Integer, Turn> turns = new Turns<>(PAGES);

  private DashboardLoad(MeasuredFlight flight, long dashboard, Readers readers, double seconds) {
    this.flight = flight;
    this.dashboard = dashboard;
    this.readers = readers;
    this.seconds = seconds;
  }

  /** What one turn came to; times in µs, shares of a processor. */
  private record Turn(
      double p50Us,
      double p99Us,
      double loopShare,
      double pageShare,
      double ticksHz,
      double kbHz) {}

  /** {@code DashboardLoad [ROUNDS [SECONDS-OF-A-TURN [TASK]]]}. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 12;
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 4;
    String task = arguments.length > 2 ? arguments[2] : "amr-obstacles";
    MonotonicClock clock = MonotonicClock.system();
    try (Closing closing = new Closing()) {
      MeasuredFlight flight =
          MeasuredFlight.begin(
              task, UnaryOperator.identity(), UnaryOperator.identity(), List.of(), closing);
      Set<Long> before = threads();
      DashboardHost host = closing.later(host(flight.member(), flight.loop(), clock));
      Readers readers = closing.later(new Readers(host.address()));
      readers.open(1);
      Set<Long> made = threads();
      made.removeAll(before);
      long dashboard = named(made, "eventloop");
      System.out.println(flight.conditions());
      Thread.sleep(8000); // until what is hot is compiled
      DashboardLoad load = new DashboardLoad(flight, dashboard, readers, seconds);
      load.turns.fly(rounds, load::turn);
      load.report(rounds);
      System.out.println("violations " + flight.robot().score().violations());
    }
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

  private Turn turn(int pages) throws Exception {
    readers.open(pages);
    Thread.sleep(SETTLE_MS);
    readers.count();
    CycleLengths cycles = flight.cycles();
    int from = cycles.count();
    long beganNs = System.nanoTime();
    long loopNs = THREADS.getThreadCpuTime(cycles.thread());
    long pageNs = THREADS.getThreadCpuTime(dashboard);
    Thread.sleep(Math.round(1000 * seconds));
    double tookNs = System.nanoTime() - beganNs;
    double loop = (THREADS.getThreadCpuTime(cycles.thread()) - loopNs) / tookNs;
    double page = (THREADS.getThreadCpuTime(dashboard) - pageNs) / tookNs;
    long[] sorted = cycles.between(from, cycles.count());
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

  private void report(int rounds) {
    for (int pages : PAGES) {
      System.out.printf(
          "%d pages: cycle p50 %.0f µs %s, p99 %.0f µs %s; loop's thread %.2f %% of a processor,"
              + " dashboard's %.2f %%",
          pages,
          turns.median(pages, Turn::p50Us),
          turns.ratio(pages, Turn::p50Us, "none"),
          turns.median(pages, Turn::p99Us),
          turns.ratio(pages, Turn::p99Us, "none"),
          100 * turns.median(pages, Turn::loopShare),
          100 * turns.median(pages, Turn::pageShare));
      System.out.println(
          pages == 0
              ? ""
              : String.format(
                  "; a page gets %.1f ticks and %.0f kB a second",
                  turns.median(pages, Turn::ticksHz), turns.median(pages, Turn::kbHz)));
    }
    System.out.println(flight.circumstances(rounds));
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
