package io.github.hjelm.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DashboardServerIT {

  private static final long PATIENCE_S = 20;

  private final Vertx vertx = Vertx.vertx();

  // Held, because Vert.x closes clients that nobody holds.
  private final HttpClient http = vertx.createHttpClient();
  private final WebSocketClient listener = vertx.createWebSocketClient();

  @AfterEach
  void closeClient() throws Exception {
    await(vertx.close());
  }

  @Test
  void everyAnswerForbidsScriptsThatAreNotOurs() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, true, true)) {
      for (String path : new String[] {"/", "/dashboard.js", "/dashboard.css", "/nowhere"}) {
        HttpClientResponse answer = ask(harness, HttpMethod.GET, path, Map.of());
        assertEquals(path.equals("/nowhere") ? 404 : 200, answer.statusCode());
        String policy = answer.getHeader("Content-Security-Policy");
        assertTrue(policy.contains("script-src 'self';") && !policy.contains("unsafe"), policy);
        assertEquals("nosniff", answer.getHeader("X-Content-Type-Options"));
      }
    }
  }

  @Test
  void onlyOurOwnPageMayAct() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, true, true)) {
      String own = harness.address().replaceAll("/$", "");
      assertEquals(204, act(harness, "push", Map.of("Origin", own)));
      assertEquals(403, act(harness, "push", Map.of()));
      assertEquals(403, act(harness, "push", Map.of("Origin", "http://evil.example")));
      assertEquals(404, act(harness, "explode", Map.of("Origin", own)));
      assertEquals(
          421,
          act(harness, "push", Map.of("Host", "evil.example", "Origin", "http://evil.example")));
    }
  }

  @Test
  void withoutDemoControlsNobodyMayAct() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, false, true)) {
      String own = harness.address().replaceAll("/$", "");
      assertEquals(404, act(harness, "push", Map.of("Origin", own)));
    }
  }

  @Test
  void aForeignPageMayNotListen() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, false, true)) {
      WebSocketConnectOptions options = stream(harness).addHeader("Origin", "http://evil.example");
      Future<WebSocket> socket = listener.connect(options);
      assertThrows(ExecutionException.class, () -> await(socket));
    }
  }

  @Test
  void aPageThatDoesNotDrawIsSentNoMoreTicksAndLosesNoCycle() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, false, true)) {
      BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
      ClientWebSocket socket = listener.webSocket();
      socket.textMessageHandler(text -> heard.add(new JsonObject(text)));
      await(socket.connect(stream(harness)));
      assertEquals("hello", next(heard, "hello").getString("k"));
      next(heard, "tick");
      JsonObject second = next(heard, "tick");
      // Both credits are spent: whatever comes now would be a tick too many.
      assertNull(heard.poll(600, TimeUnit.MILLISECONDS));
      await(socket.writeTextMessage("+"));
      JsonObject third = next(heard, "tick");
      assertTrue(third.getLong("n") > second.getLong("n") + 5, third.encode());
      long told = 0;
      var runs = Pattern.compile("[a-z](\\d*)").matcher(third.getString("verdicts"));
      while (runs.find()) {
        told += runs.group(1).isEmpty() ? 1 : Long.parseLong(runs.group(1));
      }
      assertEquals(third.getLong("c") - second.getLong("c"), told);
    }
  }

  @Test
  void ticksComeThirtyTimesASecondAndSlicesTwice() throws Exception {
    try (DashboardHarness harness = DashboardHarness.start(0, false, true)) {
      BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
      ClientWebSocket socket = listener.webSocket();
      socket.textMessageHandler(
          text -> {
            heard.add(new JsonObject(text));
            socket.writeTextMessage("+");
          });
      await(socket.connect(stream(harness)));
      JsonObject slice = next(heard, "slice");
      assertEquals(80 * 41, slice.getJsonArray("values").size());
      long from = next(heard, "tick").getLong("n");
      JsonObject later = next(heard, "slice");
      assertFalse(later.getJsonArray("values").isEmpty());
      // Never more often than every half a second, in which at most 30/2 ticks fit.
      assertTrue(next(heard, "tick").getLong("n") - from <= 60);
    }
  }

  private int act(DashboardHarness harness, String word, Map<String, String> headers)
      throws Exception {
    return ask(harness, HttpMethod.POST, "/actions/" + word, headers).statusCode();
  }

  private HttpClientResponse ask(
      DashboardHarness harness, HttpMethod method, String path, Map<String, String> headers)
      throws Exception {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(harness.address().replaceAll("/$", "") + path);
    headers.forEach(options::putHeader);
    return await(
        http.request(options)
            .compose(request -> request.send(Buffer.buffer()))
            .compose(answer -> answer.body().map(answer)));
  }

  private static WebSocketConnectOptions stream(DashboardHarness harness) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(URI.create(harness.address()).getPort())
        .setURI("/stream");
  }

  private static JsonObject next(BlockingQueue<JsonObject> heard, String kind) throws Exception {
    while (true) {
      JsonObject message = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no " + kind + " came");
      }
      if (message.getString("k").equals(kind)) {
        return message;
      }
    }
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
  }
}
