package io.github.hjelm.controller.health;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

/** The health routes on a port of their own, for those who run without a dashboard. */
public final class HealthServer extends VerticleBase {

  private final String host;
  private final int wantedPort;
  private final HealthRoutes routes;
  private volatile int port;

  /**
   * @param host the address to listen on, such as {@code 127.0.0.1}
   * @param port zero for any that is free
   */
  public HealthServer(String host, int port, HealthRoutes routes) {
    this.host = host;
    wantedPort = port;
    this.routes = routes;
  }

  /** Where it listens, once it was deployed. */
  public int port() {
    return port;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    routes.mount(router);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(wantedPort, host)
        .map(HttpServer::actualPort)
        .onSuccess(actual -> port = actual);
  }
}
