package io.github.hjelm.sensors.specimen;

import io.netty.handler.codec.mqtt.MqttMessage;

public record ImportsMqttCodec(MqttMessage message) {}
