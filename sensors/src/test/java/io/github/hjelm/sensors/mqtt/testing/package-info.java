/**
 * Fixtures of the MQTT tests, for this module and those to its right: certificates, a fault proxy,
 * an inbox.
 */
@NullMarked
package io.github.hjelm.sensors.mqtt.testing;

import org.jspecify.annotations.NullMarked;
