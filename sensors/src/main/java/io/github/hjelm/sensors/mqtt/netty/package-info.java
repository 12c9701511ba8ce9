/** The MQTT 3.1.1 transport on the caller's Vert.x event loop. */
@NullMarked
package io.github.hjelm.sensors.mqtt.netty;

import org.jspecify.annotations.NullMarked;
