/** The one contract through which frames travel over MQTT. */
@NullMarked
package io.github.hjelm.sensors.mqtt;

import org.jspecify.annotations.NullMarked;
