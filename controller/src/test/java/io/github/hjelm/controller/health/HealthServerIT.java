package io.github.hjelm.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.loop.CycleTiming;
import io.github.hjelm.controller.safety.StopCause;
import io.github.hjelm.sensors.frame.Verdict;
import io.github.hjelm.sensors.mqtt.LinkStatus;
import io.github.hjelm.sensors.mqtt.LinkStatus.State;
import io.github.hjelm.sensors.time.HandSetClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PERIOD_NS = 20_000_000L;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HandSetClock clock = new HandSetClock(7);
  private final FleetHealth fleet = new FleetHealth(HealthLimits.usual(), clock);
  private final PrometheusMetrics metrics = new PrometheusMetrics(fleet);
  private final HealthServer server =
      new HealthServer("127.0.0.1", 0, new HealthRoutes(fleet, metrics));
  private final RobotVitals vitals = vitals("amr-1");
  private volatile LinkStatus link = new LinkStatus(State.CONNECTED, 2, 1, 30, 20, 1, 0, 0, "");

  @BeforeEach
  void start() throws Exception {
    await(vertx.deployVerticle(server));
  }

  @AfterEach
  void close() throws Exception {
    metrics.close();
    await(vertx.close());
  }

  @Test
  void whatTheLoopCountedIsWhatPrometheusReads() throws Exception {
    fleet.add(vitals, () -> link, () -> 5);
    cycle(Verdict.PASSED, 80_000);
    cycle(Verdict.PASSED, 80_000);
    cycle(Verdict.HELD_NO_CHUNK, 1_200_000);
    vitals.observationAges().record(3_000_000);
    vitals.failed(new IllegalStateException("wrong shape"));
    clock.advanceNs(250_000_000);
    HttpResponse<String> answer = get("/metrics");
    assertEquals(200, answer.statusCode());
    assertEquals(
        PrometheusMetrics.CONTENT_TYPE, answer.headers().firstValue("content-type").orElse(""));
    String text = answer.body();
    assertSeries(text, "hjelm_cycles_total{robot=\"amr-1\",verdict=\"passed\"}", 2);
    assertSeries(text, "hjelm_cycles_total{robot=\"amr-1\",verdict=\"held_no_chunk\"}", 1);
    assertSeries(text, "hjelm_cycles_total{robot=\"amr-1\",verdict=\"stopped\"}", 0);
    assertSeries(text, "hjelm_observations_total{freshness=\"missing\",robot=\"amr-1\"}", 0);
    assertSeries(text, "hjelm_deadline_misses_total{robot=\"amr-1\"}", 1);
    assertSeries(text, "hjelm_frames_overwritten_total{robot=\"amr-1\"}", 5);
    assertSeries(text, "hjelm_faults_total{robot=\"amr-1\"}", 1);
    assertSeries(text, "hjelm_cycle_age_seconds{robot=\"amr-1\"}", 0.25);
    assertSeries(text, "hjelm_stage_longest_seconds{robot=\"amr-1\",stage=\"whole\"}", 0.0012);
    assertSeries(text, "hjelm_broker_connected{robot=\"amr-1\"}", 1);
    assertSeries(text, "hjelm_messages_received_total{robot=\"amr-1\"}", 30);
    assertSeries(text, "hjelm_observation_age_seconds_sum{robot=\"amr-1\"}", 0.003);
    assertTrue(text.contains("jvm_memory_used_bytes"), "the JVM's own are beside it");
  }

  @Test
  void histogramsAreCumulativeAndBoundedAbove() throws Exception {
    fleet.add(vitals, () -> link, () -> 5);
    cycle(Verdict.PASSED, 1_023);
    cycle(Verdict.PASSED, 1_024);
    cycle(Verdict.PASSED, 1_535);
    cycle(Verdict.PASSED, 1_536);
    cycle(Verdict.PASSED, 3_000_000_000L);
    String text = get("/metrics").body();
    String bucket =
        "hjelm_stage_duration_seconds_bucket{robot=\"amr-1\",stage=\"whole\",le=\"%s\"}";
    assertSeries(text, bucket.formatted("1.024E-6"), 1);
    assertSeries(text, bucket.formatted("1.536E-6"), 3);
    assertSeries(text, bucket.formatted("2.048E-6"), 4);
    assertSeries(text, bucket.formatted("1.073741824"), 4);
    assertSeries(text, bucket.formatted("+Inf"), 5);
    assertSeries(text, "hjelm_stage_duration_seconds_count{robot=\"amr-1\",stage=\"whole\"}", 5);
    assertSeries(
        text, "hjelm_stage_duration_seconds_sum{robot=\"amr-1\",stage=\"whole\"}", 3.000005118);
  }

  @Test
  void readyFollowsWhatIsWrong() throws Exception {
    assertEquals(503, get("/health/ready").statusCode(), "without a robot nothing is ready");
    fleet.add(vitals, () -> link, () -> 5);
    assertReady(503, "DOWN", "NO_CYCLE_YET");
    cycle(Verdict.PASSED, 80_000);
    JsonObject robot = assertReady(200, "UP", null);
    assertEquals(1, robot.getLong("cycles"));
    assertEquals(80.0, robot.getJsonObject("cycle_us").getDouble("max"));
    vitals.stands(false, false, null);
    assertReady(200, "DEGRADED", "UNCERTIFIED");
    vitals.stands(true, false, StopCause.REQUESTED);
    assertReady(503, "DOWN", "STOPPED");
    vitals.stands(true, false, null);
    link = new LinkStatus(State.RECONNECTING, 2, 1, 30, 20, 1, 0, 0, "broken pipe");
    assertReady(503, "DOWN", "BROKER_LOST");
    assertEquals(200, get("/health/live").statusCode(), "starting anew brings no broker back");
  }

  @Test
  void aStalledLoopIsNotAlive() throws Exception {
    assertEquals(200, get("/health/live").statusCode());
    fleet.add(vitals, () -> link, () -> 5);
    assertEquals(200, get("/health/live").statusCode(), "it may still be starting");
    cycle(Verdict.PASSED, 80_000);
    clock.advanceNs(600_000_000L);
    HttpResponse<String> answer = get("/health/live");
    assertEquals(503, answer.statusCode());
    JsonObject content = new JsonObject(answer.body());
    assertEquals("DOWN", content.getString("status"));
    assertEquals("amr-1", content.getJsonArray("stalled").getString(0));
    assertReady(503, "DOWN", "STALLED");
    cycle(Verdict.PASSED, 80_000);
    assertEquals(200, get("/health/live").statusCode());
  }

  @Test
  void faultsAreToldOnceWithTheirCount() throws Exception {
    fleet.add(vitals, () -> link, () -> 5);
    cycle(Verdict.HELD_CYCLE_FAULT, 80_000);
    for (int i = 0; i < 3; i++) {
      vitals.faults().record(new IllegalStateException("<b>wrong \"shape\""), 1000L * i);
    }
    JsonObject robot = assertReady(200, "UP", null);
    JsonObject fault = robot.getJsonArray("faults").getJsonObject(0);
    assertEquals("<b>wrong \"shape\"", fault.getString("message"));
    assertEquals(3, fault.getInteger("count"));
    assertEquals("1970-01-01T00:00:02Z", fault.getString("last"));
  }

  @Test
  void robotsComeAndGoWithoutDisturbingTheOthers() throws Exception {
    fleet.add(vitals, () -> link, () -> 5);
    fleet.add(vitals("amr-2"), () -> link, () -> 5);
    cycle(Verdict.PASSED, 80_000);
    assertTrue(get("/metrics").body().contains("robot=\"amr-2\""));
    fleet.remove("amr-2");
    String text = get("/metrics").body();
    assertFalse(text.contains("robot=\"amr-2\""));
    assertSeries(text, "hjelm_cycles_total{robot=\"amr-1\",verdict=\"passed\"}", 1);
    fleet.add(vitals("amr-2"), () -> link, () -> 5);
    assertSeries(
        get("/metrics").body(), "hjelm_cycles_total{robot=\"amr-2\",verdict=\"passed\"}", 0);
  }

  @Test
  void nothingElseIsServed() throws Exception {
    assertEquals(404, get("/").statusCode());
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(address("/health/ready")))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertEquals(405, http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  private static RobotVitals vitals(String robot) {
    return new RobotVitals(robot, new CycleTiming(PERIOD_NS, PERIOD_NS, 0, 1_000_000), () -> 0);
  }

  private void cycle(Verdict verdict, long wholeNs) {
    clock.advanceNs(PERIOD_NS);
    vitals.stands(true, false, null);
    vitals.cycle(clock.nanoTime(), verdict, new long[] {1000, 50_000, 9000, 2000, wholeNs});
  }

  private JsonObject assertReady(int statusCode, String status, @Nullable String reason)
      throws Exception {
    HttpResponse<String> answer = get("/health/ready");
    assertEquals(statusCode, answer.statusCode(), answer.body());
    JsonObject content = new JsonObject(answer.body());
    assertEquals(status, content.getString("status"));
    JsonObject robot = content.getJsonArray("robots").getJsonObject(0);
    assertEquals(status, robot.getString("status"));
    if (reason == null) {
      assertTrue(robot.getJsonArray("reasons").isEmpty(), answer.body());
    } else {
      JsonObject first = robot.getJsonArray("reasons").getJsonObject(0);
      assertEquals(reason, first.getString("code"));
      assertFalse(first.getString("text").isEmpty());
    }
    return robot;
  }

  private static void assertSeries(String text, String series, double value) {
    String line =
        text.lines()
            .filter(one -> one.startsWith(series + " "))
            .findFirst()
            .orElseThrow(() -> new AssertionError(series + " is missing in\n" + text));
    assertEquals(value, Double.parseDouble(line.substring(series.length() + 1)), 1e-12, line);
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address(path))).timeout(PATIENCE).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
