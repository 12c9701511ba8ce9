package io.github.hjelm.controller.config;

import io.github.hjelm.sensors.codec.CommandKey;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One robot's configuration as a tree of the keys of a configuration file, and back, for what has
 * to be known of it later and elsewhere. Where its bundle lies and the secret that signs commands
 * are not part of it.
 */
public final class RobotText {

  /** Stands for a bundle, which a robot has to have somewhere. */
  private static final String SOME_FOLDER = ".";

  private RobotText() {}

  /** All that is set, with the keys and spellings of a configuration file. */
  public static Map<String, Object> tree(RobotConfig robot) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(RobotSettings.ROBOT_NAME.key(), robot.name());
    tree.put(RobotSettings.ROBOT_BUNDLE.key(), SOME_FOLDER);
    robot.rateHz().ifPresent(hz -> tree.put(RobotSettings.ROBOT_RATE.key(), spelled(hz) + " Hz"));
    tree.put(RobotSettings.ROBOT_TRIGGER.key(), robot.trigger().orElse(RobotSettings.TIMER));
    put(tree, RobotSettings.ROBOT_DEADLINE, robot.deadline());
    tree.put(RobotSettings.ROBOT_BOUNDS_MARGIN.key(), robot.boundsMargin());
    List<Object> sensors = new ArrayList<>();
    robot.sensors().forEach(sensor -> sensors.add(sensor(sensor)));
    tree.put(RobotSettings.SENSORS.key(), sensors);
    tree.put(RobotSettings.COMMANDS.key(), commands(robot.commands()));
    tree.put(RobotSettings.POLICY.key(), policy(robot.policy()));
    tree.put(RobotSettings.SAFETY.key(), safety(robot.safety()));
    return tree;
  }

  private static Map<String, Object> sensor(SensorConfig sensor) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(RobotSettings.SENSOR_NAME.key(), sensor.name());
    if (!sensor.values().isEmpty()) {
      tree.put(RobotSettings.SENSOR_VALUES.key(), sensor.values());
    }
    put(tree, RobotSettings.SENSOR_MAX_AGE, sensor.maxAge());
    put(tree, RobotSettings.SENSOR_MAX_SAME, sensor.maxSame());
    return tree;
  }

  private static Map<String, Object> commands(CommandConfig commands) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(RobotSettings.COMMAND_CODEC.key(), commands.codec());
    put(tree, RobotSettings.COMMAND_VALID_FOR, commands.validFor());
    put(tree, RobotSettings.COMMAND_ACTING_DELAY, Optional.of(commands.actingDelay()));
    return tree;
  }

  private static Map<String, Object> policy(PolicyConfig policy) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(RobotSettings.POLICY_LANE.key(), spelled(policy.lane()));
    put(tree, RobotSettings.POLICY_BUDGET, policy.inferenceBudget());
    policy.candidates().ifPresent(k -> tree.put(RobotSettings.POLICY_CANDIDATES.key(), k));
    tree.put(RobotSettings.POLICY_ENGINE.key(), spelled(policy.engine()));
    tree.put(RobotSettings.POLICY_DEVICE.key(), spelled(policy.device()));
    tree.put(RobotSettings.POLICY_SIGNATURE.key(), policy.signature());
    tree.put(RobotSettings.POLICY_JOIN.key(), spelled(policy.join()));
    tree.put(RobotSettings.POLICY_TEMPERATURE.key(), policy.temperature());
    put(tree, RobotSettings.POLICY_MAX_LATENESS, policy.maxLateness());
    tree.put(RobotSettings.POLICY_SEED.key(), policy.seed());
    tree.put(RobotSettings.POLICY_RELOAD.key(), policy.reload());
    return tree;
  }

  private static Map<String, Object> safety(SafetyConfig safety) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(RobotSettings.SAFETY_UNCERTIFIED.key(), safety.uncertified());
    tree.put(RobotSettings.SAFETY_ON_MISMATCH.key(), spelled(safety.onMismatch()));
    put(tree, RobotSettings.SAFETY_MAX_AGE, safety.maxObservationAge());
    put(tree, RobotSettings.SAFETY_MAX_BLIND, safety.maxBlind());
    tree.put(RobotSettings.SAFETY_MAX_UNVOUCHED.key(), safety.maxUnvouched());
    if (!safety.stateErrors().isEmpty()) {
      tree.put(RobotSettings.SAFETY_STATE_ERRORS.key(), safety.stateErrors());
    }
    put(tree, RobotSettings.SAFETY_TIMING_ERROR, safety.timingError());
    return tree;
  }

  private static void put(
      Map<String, Object> tree, Setting<Duration> setting, Optional<Duration> time) {
    time.ifPresent(value -> tree.put(setting.key(), value.toNanos() + " ns"));
  }

  private static String spelled(double number) {
    return BigDecimal.valueOf(number).toPlainString();
  }

  private static String spelled(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a robot again.
   *
   * @param where what the text stands in, for sentences
   * @param text a tree as JSON, which is YAML
   * @param bundle where its bundle lies now
   * @param key signs its commands, and is asked of frames
   */
  public static RobotConfig read(String where, String text, Path bundle, Optional<CommandKey> key)
      throws YamlRefusal {
    RobotConfig read = new RobotReader(Path.of("")).read(YamlDocument.parse(where, text));
    CommandConfig commands = read.commands();
    return new RobotConfig(
        read.name(),
        bundle,
        read.rateHz(),
        read.trigger(),
        read.deadline(),
        read.boundsMargin(),
        read.sensors(),
        new CommandConfig(commands.codec(), key, commands.validFor(), commands.actingDelay()),
        read.policy(),
        read.safety());
  }
}
