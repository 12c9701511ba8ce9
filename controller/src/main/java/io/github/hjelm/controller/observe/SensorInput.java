package io.github.hjelm.controller.observe;

import java.util.List;

/**
 * One sensor of a robot: what its frames say, and how long that counts.
 *
 * <p>{@code maxSameNs} is for sensors that are known to be noisy: an analogue measurement does not
 * repeat itself bit for bit, so one that does has frozen. Nothing else tells a frozen sensor from a
 * robot at rest: an encoder at standstill and a simulation without noise repeat themselves
 * honestly, also while other sensors move. For those the limit is {@link #MAY_REPEAT}, and only a
 * comparison of what was predicted with what was observed can notice.
 *
 * @param sensor its name, as in the topic
 * @param quantities which of the robot's states the values of its frames are, in order; {@link
 *     #UNUSED} for a value that is no state
 * @param maxAgeNs how long after its receipt a reading may be used
 * @param maxSameNs for how long its values may stay the same, bit for bit
 */
public record SensorInput(String sensor, List<String> quantities, long maxAgeNs, long maxSameNs) {

  /** Stands for a value of a frame that is read past. */
  public static final String UNUSED = "-";

  /** For a sensor that may say the same for ever. */
  public static final long MAY_REPEAT = Long.MAX_VALUE;

  public SensorInput {
    quantities = List.copyOf(quantities);
  }

  /** A sensor that may repeat itself. */
  public static SensorInput of(String sensor, List<String> quantities, long maxAgeNs) {
    return new SensorInput(sensor, quantities, maxAgeNs, MAY_REPEAT);
  }
}
