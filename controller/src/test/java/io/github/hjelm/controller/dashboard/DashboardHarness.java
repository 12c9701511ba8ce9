package io.github.hjelm.controller.dashboard;

import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The dashboard of a robot that is not there, for working on the page. */
final class DashboardHarness implements AutoCloseable {

  private static final int CYCLES_BEFORE = 12_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final DashboardServer server;

  private DashboardHarness(DashboardFeed feed, int port) {
    server = new DashboardServer(DashboardSettings.local(port), feed, MonotonicClock.system());
  }

  static DashboardHarness start(int port, boolean demo, boolean certified) throws Exception {
    SimulatedFeed feed = SimulatedFeed.create(demo, certified, 11);
    long start = System.nanoTime();
    for (int cycle = 0; cycle < CYCLES_BEFORE; cycle++) {
      feed.loop().cycle(start);
    }
    return start(feed, port, () -> feed.loop().cycle(System.nanoTime()));
  }

  /** A robot of the catalogue. */
  static DashboardHarness start(String robot) throws Exception {
    GalleryFeed feed = new GalleryFeed(robot);
    return start(feed, 0, () -> feed.cycle(System.nanoTime()));
  }

  private static DashboardHarness start(DashboardFeed feed, int port, Runnable cycle)
      throws Exception {
    DashboardHarness harness = new DashboardHarness(feed, port);
    harness.vertx.deployVerticle(harness.server).toCompletionStage().toCompletableFuture().get();
    long periodNs = Math.round(1e9 * SimulatedLoop.PERIOD_S);
    var ignored = harness.thread.scheduleAtFixedRate(cycle, 0, periodNs, TimeUnit.NANOSECONDS);
    return harness;
  }

  String address() {
    return "http://127.0.0.1:" + server.port() + "/";
  }

  @Override
  public void close() {
    thread.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Serves until it is interrupted. */
  public static void main(String[] arguments) throws Exception {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8088;
    try (DashboardHarness harness = start(port, true, true)) {
      System.out.println(harness.address());
      Thread.currentThread().join();
    }
  }
}
