package io.github.hjelm.sensors.mqtt.netty;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** Event loops for links and controllers. */
public final class EventLoops {

  private EventLoops() {}

  /**
   * Event loops on the operating system's own transport (epoll, kqueue) where it loads, on Java's
   * otherwise.
   *
   * @param count how many; one serves a robot, or a group of robots
   */
  public static Vertx create(int count) {
    return Vertx.vertx(
        new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(count));
  }
}
