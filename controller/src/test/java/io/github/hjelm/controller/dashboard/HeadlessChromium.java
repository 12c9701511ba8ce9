package io.github.hjelm.controller.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One tab of a browser without a screen, driven over the DevTools protocol. */
public final class HeadlessChromium implements AutoCloseable {

  private static final List<Path> USUAL_PLACES =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/local/bin/chromium"));

  private static final long START_S = 30;

  private final Process process;
  private final Path profile;
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  /** Where Chromium is installed, if it is. */
  public static Optional<Path> executable() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(":"))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry, "chromium")),
            USUAL_PLACES.stream())
        .filter(Files::isExecutable)
        .findFirst();
  }

  public HeadlessChromium() throws Exception {
    profile = Files.createTempDirectory("hjelm-chromium");
    process =
        new ProcessBuilder(
                executable().orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                // Containers have little shared memory.
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output").toFile())
            .start();
    String browser = "ws://127.0.0.1:" + port() + "/devtools/page/";
    socket = connect(browser + tab());
    call("Runtime.enable", new JsonObject());
    call("Log.enable", new JsonObject());
    call("Page.enable", new JsonObject());
  }

  private String port() throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_S);
    while (!Files.exists(file) || Files.readAllLines(file).isEmpty()) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new IllegalStateException(
            "Chromium did not start: " + Files.readString(profile.resolve("output")));
      }
      Thread.sleep(50);
    }
    return Files.readAllLines(file).get(0);
  }

  private String tab() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/json/list")).build();
    String list =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    for (Object tab : new JsonArray(list)) {
      if (((JsonObject) tab).getString("type").equals("page")) {
        return ((JsonObject) tab).getString("id");
      }
    }
    throw new IllegalStateException("Chromium has no tab: " + list);
  }

  private WebSocket connect(String address) throws Exception {
    StringBuilder text = new StringBuilder();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
              receive(new JsonObject(text.toString()));
              text.setLength(0);
            }
            webSocket.request(1);
            return null;
          }
        };
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(URI.create(address), listener)
        .get(START_S, TimeUnit.SECONDS);
  }

  private void receive(JsonObject message) {
    Integer id = message.getInteger("id");
    if (id != null) {
      CompletableFuture<JsonObject> answer = answers.remove(id);
      if (answer != null) {
        answer.complete(message);
      }
    } else if (List.of("Runtime.exceptionThrown", "Log.entryAdded")
        .contains(message.getString("method"))) {
      complaints.add(message.getJsonObject("params").encode());
    }
  }

  JsonObject call(String method, JsonObject parameters) throws Exception {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    answers.put(id, answer);
    var ignored =
        socket.sendText(
            new JsonObject().put("id", id).put("method", method).put("params", parameters).encode(),
            true);
    JsonObject message = answer.get(START_S, TimeUnit.SECONDS);
    if (message.containsKey("error")) {
      throw new IllegalStateException(method + ": " + message);
    }
    return message.getJsonObject("result");
  }

  public void open(String address) throws Exception {
    call("Page.navigate", new JsonObject().put("url", address));
    await("location.href === '" + address + "' && document.readyState === 'complete'");
  }

  public void size(int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", width < 600));
  }

  void prefer(String feature, String value) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        new JsonObject()
            .put(
                "features",
                new JsonArray().add(new JsonObject().put("name", feature).put("value", value))));
  }

  /** The value of a JavaScript expression. */
  public @Nullable Object evaluate(String expression) throws Exception {
    JsonObject result =
        call(
            "Runtime.evaluate",
            new JsonObject()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true));
    if (result.containsKey("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.encode());
    }
    return result.getJsonObject("result").getValue("value");
  }

  /** Presses and releases a letter. */
  public void press(char letter) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          new JsonObject()
              .put("type", type)
              .put("key", String.valueOf(Character.toLowerCase(letter)))
              .put("code", "Key" + letter));
    }
  }

  /** Waits until an expression is true. */
  public void await(String expression) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_S);
    while (!Boolean.TRUE.equals(evaluate(expression))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never came true: " + expression + "; " + complaints);
      }
      Thread.sleep(50);
    }
  }

  public void screenshot(Path file, boolean wholePage) throws Exception {
    JsonObject parameters =
        new JsonObject().put("format", "png").put("captureBeyondViewport", wholePage);
    if (wholePage) {
      JsonObject size =
          call("Page.getLayoutMetrics", new JsonObject()).getJsonObject("cssContentSize");
      parameters.put("clip", size.copy().put("scale", 1));
    }
    String image = call("Page.captureScreenshot", parameters).getString("data");
    Files.write(file, Base64.getDecoder().decode(image));
  }

  /** What the browser complained about: exceptions, refused loads. */
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() throws IOException {
    // Its own children write to the profile until they end.
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
    for (ProcessHandle child : family) {
      child.destroyForcibly();
      child.onExit().join();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
