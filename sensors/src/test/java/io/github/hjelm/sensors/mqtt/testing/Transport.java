package io.github.hjelm.sensors.mqtt.testing;

import io.github.hjelm.sensors.mqtt.MqttLink;
import io.github.hjelm.sensors.mqtt.MqttSettings;
import io.github.hjelm.sensors.mqtt.netty.NettyMqttLink;
import io.github.hjelm.sensors.mqtt.paho.PahoMqttLink;
import io.github.hjelm.sensors.time.MonotonicClock;
import io.vertx.core.Vertx;

/** The two ways to make a link. */
public enum Transport {
  PAHO {
    @Override
    public MqttLink link(MqttSettings settings, Vertx vertx) {
      return new PahoMqttLink(settings, MonotonicClock.system());
    }
  },
  NETTY {
    @Override
    public MqttLink link(MqttSettings settings, Vertx vertx) {
      return new NettyMqttLink(vertx, settings, MonotonicClock.system());
    }
  };

  public abstract MqttLink link(MqttSettings settings, Vertx vertx);
}
