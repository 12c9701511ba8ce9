/**
 * The latency benchmark from the broker to the report: starts everything, runs a profile, and says
 * what it showed.
 */
@NullMarked
package io.github.hjelm.bench.latency;

import org.jspecify.annotations.NullMarked;
