package io.github.hjelm.controller.fleet;

import io.github.hjelm.controller.dashboard.DashboardFeed;
import io.github.hjelm.controller.dashboard.DashboardServer;
import io.github.hjelm.controller.dashboard.DashboardSettings;
import io.github.hjelm.controller.health.FleetHealth;
import io.github.hjelm.controller.health.HealthRoutes;
import io.github.hjelm.controller.health.PrometheusMetrics;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.BindException;
import java.util.concurrent.CompletionException;

/** A dashboard on an event loop of its own, so that no page can slow down a cycle. */
public final class DashboardHost implements AutoCloseable {

  private final Vertx vertx;
  private final DashboardServer server;
  private final String host;

  private DashboardHost(Vertx vertx, DashboardServer server, String host) {
    this.vertx = vertx;
    this.server = server;
    this.host = host;
  }

  /**
   * Serves until it is closed.
   *
   * @param health is served beside the page: {@code /metrics}, {@code /health/live} and {@code
   *     /health/ready}
   */
  public static DashboardHost start(
      DashboardSettings settings, DashboardFeed feed, FleetHealth health, MonotonicClock clock)
      throws FleetRefusal {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    HealthRoutes routes = new HealthRoutes(health, new PrometheusMetrics(health));
    DashboardServer server = new DashboardServer(settings, feed, clock, routes::mount);
    try {
      vertx.deployVerticle(server).toCompletionStage().toCompletableFuture().join();
      return new DashboardHost(vertx, server, settings.host());
    } catch (CompletionException e) {
      close(vertx);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new FleetRefusal(
          cause instanceof BindException
              ? "port %d of %s is taken: name another for the dashboard, or 0 for any"
                  .formatted(settings.port(), settings.host())
              : "the dashboard cannot be served on %s:%d: %s"
                  .formatted(settings.host(), settings.port(), cause.getMessage()),
          cause);
    }
  }

  /** What to type into a browser. */
  public String address() {
    return "http://" + host + ":" + server.port() + "/";
  }

  @Override
  public void close() {
    close(vertx);
  }

  private static void close(Vertx vertx) {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
