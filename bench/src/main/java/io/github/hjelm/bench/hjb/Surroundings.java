package io.github.hjelm.bench.hjb;

import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import io.github.hjelm.sensors.time.MonotonicClock;

/**
 * What the sections share.
 *
 * @param rounds how often each problem is solved
 * @param quick whether only small sizes are wanted, to try the benchmark itself
 */
record Surroundings(
    ProblemCatalog catalog, Peer peer, MonotonicClock clock, int rounds, boolean quick) {}
