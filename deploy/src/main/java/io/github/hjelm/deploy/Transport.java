package io.github.hjelm.deploy;

/** Which MQTT client carries the frames. */
enum Transport {
  /** Vert.x on Netty: decoded and sent on one event loop. */
  NETTY,
  /** Eclipse Paho, MQTT 5. */
  PAHO
}
