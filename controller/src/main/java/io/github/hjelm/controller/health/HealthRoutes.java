package io.github.hjelm.controller.health;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code /metrics} for Prometheus, {@code /health/live} and {@code /health/ready} for whoever
 * restarts processes and asks who may be relied on. What they answer is put together on a worker
 * thread; the event loop only sends it, and must not be a control loop's either.
 */
public final class HealthRoutes {

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final FleetHealth fleet;
  private final PrometheusMetrics metrics;

  public HealthRoutes(FleetHealth fleet, PrometheusMetrics metrics) {
    this.fleet = fleet;
    this.metrics = metrics;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    // Not one after the other: a slow scrape must not hold up a probe.
    router.get("/metrics").blockingHandler(this::metrics, false);
    router.get("/health/live").blockingHandler(this::live, false);
    router.get("/health/ready").blockingHandler(this::ready, false);
  }

  private void metrics(RoutingContext visit) {
    visit
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, PrometheusMetrics.CONTENT_TYPE)
        .end(metrics.text());
  }

  /** 503 where starting anew is what helps: a loop has stalled. */
  private void live(RoutingContext visit) {
    List<String> stalled =
        fleet.check().stream()
            .filter(robot -> robot.has(Ailment.STALLED))
            .map(RobotHealth::robot)
            .toList();
    send(visit, stalled.isEmpty(), HealthJson.live(stalled));
  }

  /** 503 where a robot is not being driven. */
  private void ready(RoutingContext visit) {
    List<RobotHealth> robots = fleet.check();
    send(visit, HealthJson.worst(robots) != Health.DOWN, HealthJson.ready(robots));
  }

  private static void send(RoutingContext visit, boolean well, JsonObject content) {
    visit
        .response()
        .setStatusCode(well ? OK : UNAVAILABLE)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(content.encodePrettily());
  }
}
