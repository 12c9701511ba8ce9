package io.github.hjelm.controller.dashboard;

import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page and its live stream. A verticle: everything here runs on one event loop, which
 * must not be a control loop's. Reads only, unless the feed allows a visitor's actions.
 */
public final class DashboardServer extends VerticleBase {

  /** 30 ticks in a second; timers know no parts of a millisecond. */
  private static final long TICK_MS = 33;

  private static final long SLICE_NS = 500_000_000L;

  private static final int MAX_PAGES = 64;

  /** A page says one character per tick. */
  private static final int MAX_MESSAGE_BYTES = 128;

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
              + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-cache");

  private final DashboardSettings settings;
  private final DashboardFeed feed;
  private final MonotonicClock clock;
  private final Consumer<Router> more;
  private final SiteCheck site;
  private final Set<Page> pages = new LinkedHashSet<>();

  private RobotSheet sheet;
  private TickJson ticks;
  private @Nullable SliceJson slices;
  private String slice = "";
  private long sliceNumber;
  private long slicedNs;
  private volatile int port;

  public DashboardServer(DashboardSettings settings, DashboardFeed feed, MonotonicClock clock) {
    this(settings, feed, clock, router -> {});
  }

  /**
   * @param more adds routes that are served beside the page's, such as those of health
   */
  public DashboardServer(
      DashboardSettings settings, DashboardFeed feed, MonotonicClock clock, Consumer<Router> more) {
    this.settings = settings;
    this.more = more;
    this.feed = feed;
    this.clock = clock;
    site = new SiteCheck(settings.names());
    sheet = feed.sheet();
    ticks = new TickJson(sheet, feed.board());
    slices = slices();
  }

  /** Where it listens, once it was deployed. */
  public int port() {
    return port;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            // The check of names reads HTTP/1.1's Host, and no browser speaks HTTP/2 in the clear.
            .setHttp2ClearTextEnabled(false)
            .setMaxWebSocketFrameSize(MAX_MESSAGE_BYTES)
            .setMaxWebSocketMessageSize(MAX_MESSAGE_BYTES);
    vertx.setPeriodic(TICK_MS, timer -> tick());
    return vertx
        .createHttpServer(options)
        .requestHandler(routes())
        .listen()
        .map(HttpServer::actualPort)
        .onSuccess(actual -> port = actual);
  }

  @Override
  public Future<?> stop() {
    List<Future<Void>> closing = pages.stream().map(Page::close).toList();
    pages.clear();
    return Future.join(closing);
  }

  private Router routes() {
    Router router = Router.router(vertx);
    router.route().handler(this::admit);
    new PageFiles()
        .all()
        .forEach(
            (path, file) ->
                router.get(path).handler(visit -> send(visit, file.type(), file.content())));
    router.get("/world.png").handler(this::sendPicture);
    router.get("/stream").handler(visit -> open(visit.request()));
    router.post("/actions/:word").handler(this::act);
    more.accept(router);
    return router;
  }

  private void admit(RoutingContext visit) {
    MultiMap headers = visit.response().headers();
    HEADERS.forEach(headers::set);
    if (site.isOurs(visit.request().getHeader(HttpHeaders.HOST))) {
      visit.next();
    } else {
      visit.response().setStatusCode(421).end("This machine is not known by that name.\n");
    }
  }

  private void sendPicture(RoutingContext visit) {
    byte[] picture = feed.picture();
    if (picture.length == 0) {
      visit.next();
    } else {
      send(visit, "image/png", Buffer.buffer(picture));
    }
  }

  private static void send(RoutingContext visit, String type, Buffer content) {
    visit.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(content);
  }

  private void open(HttpServerRequest request) {
    if (!site.mayRead(request.getHeader(HttpHeaders.HOST), request.getHeader(HttpHeaders.ORIGIN))) {
      request.response().setStatusCode(403).end("Only this machine's own page may look.\n");
    } else if (pages.size() >= MAX_PAGES) {
      request.response().setStatusCode(503).end("Too many pages are open.\n");
    } else {
      request.toWebSocket().onSuccess(this::welcome);
    }
  }

  private void welcome(ServerWebSocket socket) {
    Page page = new Page(socket, feed.board().stages().size());
    pages.add(page);
    socket.closeHandler(closed -> pages.remove(page));
    page.greet(HelloJson.of(sheet, feed.actions()));
  }

  private void act(RoutingContext visit) {
    HttpServerRequest request = visit.request();
    DemoAction action = DemoAction.ofWord(visit.pathParam("word"));
    if (!site.mayAct(request.getHeader(HttpHeaders.HOST), request.getHeader(HttpHeaders.ORIGIN))) {
      visit.response().setStatusCode(403).end("Only this machine's own page may do that.\n");
    } else if (action == null || !feed.actions().contains(action)) {
      visit.response().setStatusCode(404).end("This dashboard has no such action.\n");
    } else {
      feed.act(action);
      visit.response().setStatusCode(204).end();
    }
  }

  private void tick() {
    if (pages.isEmpty()) {
      return;
    }
    if (!feed.sheet().equals(sheet)) {
      turnPage();
    }
    long nowNs = clock.nanoTime();
    ticks.advance(nowNs, feed.status());
    if (slices != null && ticks.hasState() && (sliceNumber == 0 || nowNs - slicedNs >= SLICE_NS)) {
      slice = slices.of(ticks.state());
      slicedNs = nowNs;
      sliceNumber++;
    }
    for (Page page : pages) {
      page.tell(ticks, feed.events(), slice, sliceNumber);
    }
  }

  /** Another bundle, lane or epoch: everyone is told anew. */
  private void turnPage() {
    sheet = feed.sheet();
    ticks = new TickJson(sheet, feed.board());
    slices = slices();
    sliceNumber = 0;
    String hello = HelloJson.of(sheet, feed.actions());
    pages.forEach(page -> page.greet(hello));
  }

  private @Nullable SliceJson slices() {
    CertificateSlice certificate = feed.slice();
    return certificate == null ? null : new SliceJson(certificate);
  }
}
