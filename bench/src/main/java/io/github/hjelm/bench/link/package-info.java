/** What one trip over MQTT costs, by transport and broker. */
@NullMarked
package io.github.hjelm.bench.link;

import org.jspecify.annotations.NullMarked;
