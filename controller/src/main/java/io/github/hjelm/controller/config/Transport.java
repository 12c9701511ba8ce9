package io.github.hjelm.controller.config;

/** Which MQTT client carries the frames. */
public enum Transport {
  /** Vert.x on Netty: decoded and sent on one event loop. */
  NETTY,
  /** Eclipse Paho, MQTT 5. */
  PAHO
}
