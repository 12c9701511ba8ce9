package io.github.hjelm.bench.load;

import java.util.Random;

/** When the observations of a fleet are due. */
public enum Arrivals {
  /** Each robot at its own phase, evenly spread over the period. */
  PERIODIC {
    @Override
    Schedule schedule(double rateHz, int robots, long lengthNs, Random random) {
      return regular(rateHz, robots, lengthNs, true);
    }
  },
  /** All robots at the same instant. */
  BURST {
    @Override
    Schedule schedule(double rateHz, int robots, long lengthNs, Random random) {
      return regular(rateHz, robots, lengthNs, false);
    }
  },
  /** Independent of each other: gaps are exponential, and each observation is a random robot's. */
  POISSON {
    @Override
    Schedule schedule(double rateHz, int robots, long lengthNs, Random random) {
      double meanGapNs = 1e9 / (rateHz * robots);
      Schedule.Builder all = new Schedule.Builder();
      double at = 0;
      while (true) {
        // 1 - U is never 0, so the gap is finite.
        at -= Math.log(1 - random.nextDouble()) * meanGapNs;
        if (!(at < lengthNs)) {
          return all.build();
        }
        all.add((long) at, random.nextInt(robots));
      }
    }
  };

  /**
   * What is due within a slice.
   *
   * @param rateHz of each robot
   * @param lengthNs of the slice
   */
  abstract Schedule schedule(double rateHz, int robots, long lengthNs, Random random);

  private static Schedule regular(double rateHz, int robots, long lengthNs, boolean spread) {
    double periodNs = 1e9 / rateHz;
    Schedule.Builder all = new Schedule.Builder();
    for (long tick = 0; tick * periodNs < lengthNs; tick++) {
      for (int robot = 0; robot < robots; robot++) {
        double phase = spread ? (double) robot / robots : 0;
        double at = (tick + phase) * periodNs;
        if (at < lengthNs) {
          all.add(Math.round(at), robot);
        }
      }
    }
    return all.build();
  }
}
