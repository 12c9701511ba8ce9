/** The MQTT 5 transport on Eclipse Paho. */
@NullMarked
package io.github.hjelm.sensors.mqtt.paho;

import org.jspecify.annotations.NullMarked;
