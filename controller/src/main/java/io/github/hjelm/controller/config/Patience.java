package io.github.hjelm.controller.config;

/**
 * How long something that comes once per cycle may stay away: two may be late or lost. The same
 * rule by which a robot's guard sets its dead-man time.
 */
final class Patience {

  static final String WORDS = "2.5 cycles, at least 20 ms";

  private static final double CYCLES = 2.5;
  private static final long LEAST_NS = 20_000_000;

  private Patience() {}

  static long ns(long cycleNs) {
    return Math.max(LEAST_NS, Math.round(CYCLES * cycleNs));
  }
}
