package io.github.hjelm.sensors.specimen;

import org.eclipse.paho.mqttv5.client.MqttAsyncClient;

public record ImportsPaho(MqttAsyncClient client) {}
