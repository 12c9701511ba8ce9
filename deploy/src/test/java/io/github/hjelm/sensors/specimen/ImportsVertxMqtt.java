package io.github.hjelm.sensors.specimen;

import io.vertx.mqtt.MqttClientOptions;

public record ImportsVertxMqtt(MqttClientOptions options) {}
