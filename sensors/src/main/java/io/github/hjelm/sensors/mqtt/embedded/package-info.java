/** Brokers that start and stop with this process, for demos, tests and benchmarks. */
@NullMarked
package io.github.hjelm.sensors.mqtt.embedded;

import org.jspecify.annotations.NullMarked;
