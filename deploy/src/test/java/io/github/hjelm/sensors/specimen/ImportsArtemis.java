package io.github.hjelm.sensors.specimen;

import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

public record ImportsArtemis(EmbeddedActiveMQ broker) {}
