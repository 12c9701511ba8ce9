package io.github.hjelm.controller.config;

import io.github.hjelm.controller.observe.SensorInput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One sensor of a robot.
 *
 * @param name as in the topic
 * @param values which states its values are, in order, {@link SensorInput#UNUSED} for one that is
 *     none; empty for all states of the robot in their order
 * @param maxAge how long after its receipt a reading may be used
 * @param maxSame for how long its values may stay the same, bit for bit; for ever when absent
 */
public record SensorConfig(
    String name, List<String> values, Optional<Duration> maxAge, Optional<Duration> maxSame) {

  /** What a robot's sensor is called unless somebody says otherwise. */
  public static final String STANDARD_NAME = "state";

  public SensorConfig {
    values = List.copyOf(values);
  }

  /** The one sensor of a robot that gives all its states. */
  public static SensorConfig standard() {
    return new SensorConfig(STANDARD_NAME, List.of(), Optional.empty(), Optional.empty());
  }

  /**
   * The same for the robot's observation.
   *
   * @param states of the robot, by name
   * @param cycleNs of the loop
   */
  public SensorInput input(List<String> states, long cycleNs) {
    return new SensorInput(
        name,
        values.isEmpty() ? states : values,
        maxAge.map(Duration::toNanos).orElseGet(() -> Patience.ns(cycleNs)),
        maxSame.map(Duration::toNanos).orElse(SensorInput.MAY_REPEAT));
  }
}
