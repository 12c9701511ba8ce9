/** What both transports share: subscriptions, counters, reconnection delays, TLS and refusals. */
@NullMarked
package io.github.hjelm.sensors.mqtt.session;

import org.jspecify.annotations.NullMarked;
