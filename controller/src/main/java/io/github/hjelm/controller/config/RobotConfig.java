package io.github.hjelm.controller.config;

import io.github.hjelm.controller.observe.SensorInput;
import io.github.hjelm.sensors.robot.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One robot to control.
 *
 * @param name as in its topics
 * @param bundle folder or zip of its policy
 * @param rateHz how many cycles per second are expected, or begun by the timer
 * @param trigger the sensor whose frames begin cycles; the timer when absent
 * @param deadline a cycle that takes longer is counted as a miss
 * @param boundsMargin how far out of its bounds a state may lie, as a share of their width
 * @param sensors at least one
 */
public record RobotConfig(
    String name,
    Path bundle,
    Optional<Double> rateHz,
    Optional<String> trigger,
    Optional<Duration> deadline,
    double boundsMargin,
    List<SensorConfig> sensors,
    CommandConfig commands,
    PolicyConfig policy,
    SafetyConfig safety) {

  /** What {@link #triggerSensor()} answers where the timer begins all cycles. */
  public static final int BY_TIMER = -1;

  static final String RATE_WORDS = "one per control period of the bundle";
  static final String DEADLINE_WORDS = "one cycle";

  private static final double NS_PER_S = 1e9;

  public RobotConfig {
    sensors = List.copyOf(sensors);
    if (sensors.isEmpty()) {
      throw new IllegalArgumentException("robot '" + name + "' needs at least one sensor");
    }
  }

  /** The defaults: one sensor that gives all states and triggers. */
  public static RobotConfig of(String name, Path bundle) {
    return new RobotConfig(
        name,
        bundle,
        Optional.empty(),
        Optional.of(SensorConfig.STANDARD_NAME),
        Optional.empty(),
        RobotSettings.ROBOT_BOUNDS_MARGIN.standard(),
        List.of(SensorConfig.standard()),
        CommandConfig.standard(),
        PolicyConfig.standard(),
        SafetyConfig.standard());
  }

  /** The same at another rate. */
  public RobotConfig withRate(double hz) {
    return new RobotConfig(
        name,
        bundle,
        Optional.of(hz),
        trigger,
        deadline,
        boundsMargin,
        sensors,
        commands,
        policy,
        safety);
  }

  /** The same with another bundle. */
  public RobotConfig withBundle(Path newBundle) {
    return new RobotConfig(
        name,
        newBundle,
        rateHz,
        trigger,
        deadline,
        boundsMargin,
        sensors,
        commands,
        policy,
        safety);
  }

  /** The same with another policy's settings. */
  public RobotConfig with(PolicyConfig newPolicy) {
    return new RobotConfig(
        name,
        bundle,
        rateHz,
        trigger,
        deadline,
        boundsMargin,
        sensors,
        commands,
        newPolicy,
        safety);
  }

  /** The same with other commands. */
  public RobotConfig with(CommandConfig newCommands) {
    return new RobotConfig(
        name,
        bundle,
        rateHz,
        trigger,
        deadline,
        boundsMargin,
        sensors,
        newCommands,
        policy,
        safety);
  }

  /** The same with another safety stage's settings. */
  public RobotConfig with(SafetyConfig newSafety) {
    return new RobotConfig(
        name,
        bundle,
        rateHz,
        trigger,
        deadline,
        boundsMargin,
        sensors,
        commands,
        policy,
        newSafety);
  }

  /**
   * What usually lies between two cycles.
   *
   * @param periodS the bundle's control period
   */
  public long cycleNs(double periodS) {
    return Math.round(rateHz.map(hz -> NS_PER_S / hz).orElse(periodS * NS_PER_S));
  }

  public long deadlineNs(long cycleNs) {
    return deadline.map(Duration::toNanos).orElse(cycleNs);
  }

  /** Which of the sensors begins cycles, or {@link #BY_TIMER}. */
  public int triggerSensor() {
    if (trigger.isEmpty()) {
      return BY_TIMER;
    }
    List<String> names = sensors.stream().map(SensorConfig::name).toList();
    int index = names.indexOf(trigger.get());
    if (index < 0) {
      throw new IllegalStateException(
          "robot '%s' has no sensor '%s' that could trigger".formatted(name, trigger.get()));
    }
    return index;
  }

  /**
   * What its observation is joined of.
   *
   * @param states of the robot, in order
   */
  public List<SensorInput> inputs(List<Quantity> states, long cycleNs) {
    List<String> names = states.stream().map(Quantity::name).toList();
    return sensors.stream().map(sensor -> sensor.input(names, cycleNs)).toList();
  }
}
