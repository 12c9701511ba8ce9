package io.github.hjelm.controller.config;

import io.github.hjelm.controller.policy.PolicyDevice;
import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.sensors.codec.CommandKey;
import io.github.hjelm.sensors.codec.FrameCodecs;
import io.github.hjelm.sensors.yaml.Spelling;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one robot of the configuration. */
final class RobotReader {

  private static final int MAX_SENSORS = 64;

  private final Path folder;

  /**
   * @param folder that paths are relative to
   */
  RobotReader(Path folder) {
    this.folder = folder;
  }

  RobotConfig read(YamlNode node) throws YamlRefusal {
    RobotSettings.ROBOTS.refuseUnknownKeys(node);
    List<SensorConfig> sensors = sensors(node);
    CommandConfig commands = commands(ConfigReader.section(node, RobotSettings.COMMANDS));
    Optional<String> trigger = trigger(node, sensors);
    return new RobotConfig(
        RobotSettings.ROBOT_NAME.of(node, folder),
        RobotSettings.ROBOT_BUNDLE.of(node, folder),
        RobotSettings.ROBOT_RATE.find(node, folder),
        trigger,
        RobotSettings.ROBOT_DEADLINE.find(node, folder),
        RobotSettings.ROBOT_BOUNDS_MARGIN.of(node, folder),
        sensors,
        commands,
        policy(ConfigReader.section(node, RobotSettings.POLICY), trigger),
        safety(ConfigReader.section(node, RobotSettings.SAFETY), commands));
  }

  private List<SensorConfig> sensors(YamlNode robot) throws YamlRefusal {
    String key = RobotSettings.SENSORS.key();
    if (!robot.has(key)) {
      return List.of(SensorConfig.standard());
    }
    List<YamlNode> items = ValueKind.atMost(robot.at(key), MAX_SENSORS);
    if (items.isEmpty()) {
      throw robot
          .at(key)
          .refusal(Reason.WRONG_SIZE, "must hold at least one sensor, or be left out");
    }
    List<SensorConfig> sensors = new ArrayList<>();
    Map<String, YamlNode> firstByName = new HashMap<>();
    for (YamlNode item : items) {
      SensorConfig sensor = sensor(item);
      ConfigReader.requireNew(firstByName, item.at(RobotSettings.SENSOR_NAME.key()), sensor.name());
      sensors.add(sensor);
    }
    return sensors;
  }

  private SensorConfig sensor(YamlNode node) throws YamlRefusal {
    RobotSettings.SENSORS.refuseUnknownKeys(node);
    String name = RobotSettings.SENSOR_NAME.of(node, folder);
    if (name.equals(RobotSettings.TIMER)) {
      throw node.at(RobotSettings.SENSOR_NAME.key())
          .refusal(
              Reason.CONTRADICTION,
              "must not be '" + name + "', which stands for no sensor in 'trigger'");
    }
    return new SensorConfig(
        name,
        RobotSettings.SENSOR_VALUES.find(node, folder).orElse(List.of()),
        RobotSettings.SENSOR_MAX_AGE.find(node, folder),
        RobotSettings.SENSOR_MAX_SAME.find(node, folder));
  }

  /** The sensor that begins cycles; none where the timer does. */
  private Optional<String> trigger(YamlNode robot, List<SensorConfig> sensors) throws YamlRefusal {
    List<String> known = new ArrayList<>();
    sensors.forEach(sensor -> known.add(sensor.name()));
    String wanted = RobotSettings.ROBOT_TRIGGER.find(robot, folder).orElse(known.get(0));
    if (wanted.equals(RobotSettings.TIMER)) {
      return Optional.empty();
    }
    if (!known.contains(wanted)) {
      known.add(RobotSettings.TIMER);
      throw robot
          .at(RobotSettings.ROBOT_TRIGGER.key())
          .refusal(
              Reason.CONTRADICTION,
              "is '%s', which is no sensor of this robot, %s"
                  .formatted(wanted, Spelling.advice(wanted, known)));
    }
    return Optional.of(wanted);
  }

  private CommandConfig commands(YamlNode node) throws YamlRefusal {
    String codec = RobotSettings.COMMAND_CODEC.of(node, folder);
    Optional<CommandKey> key = RobotSettings.COMMAND_KEY.find(node, folder);
    try {
      FrameCodecs.named(codec, key);
    } catch (IllegalArgumentException e) {
      throw FileKinds.unusable(
          node.at(RobotSettings.COMMAND_KEY.key()), String.valueOf(e.getMessage()));
    }
    return new CommandConfig(
        codec,
        key,
        RobotSettings.COMMAND_VALID_FOR.find(node, folder),
        RobotSettings.COMMAND_ACTING_DELAY.of(node, folder));
  }

  private PolicyConfig policy(YamlNode node, Optional<String> trigger) throws YamlRefusal {
    LaneChoice lane = RobotSettings.POLICY_LANE.of(node, folder);
    if (lane == LaneChoice.BATCH && trigger.isPresent()) {
      throw node.at(RobotSettings.POLICY_LANE.key())
          .refusal(
              Reason.CONTRADICTION,
              "is for robots whose cycles begin together, set 'trigger: timer' or another lane");
    }
    PolicyEngine engine = RobotSettings.POLICY_ENGINE.of(node, folder);
    PolicyDevice device = RobotSettings.POLICY_DEVICE.of(node, folder);
    if (engine == PolicyEngine.VECTOR && device == PolicyDevice.GPU) {
      throw node.at(RobotSettings.POLICY_DEVICE.key())
          .refusal(
              Reason.CONTRADICTION,
              "is 'gpu', where 'engine: vector' never computes, set 'engine: tensorflow' or"
                  + " 'device: cpu'");
    }
    return new PolicyConfig(
        lane,
        RobotSettings.POLICY_BUDGET.find(node, folder),
        RobotSettings.POLICY_CANDIDATES.find(node, folder),
        engine,
        device,
        RobotSettings.POLICY_SIGNATURE.of(node, folder),
        RobotSettings.POLICY_JOIN.of(node, folder),
        RobotSettings.POLICY_TEMPERATURE.of(node, folder),
        RobotSettings.POLICY_MAX_LATENESS.find(node, folder),
        RobotSettings.POLICY_SEED.of(node, folder),
        RobotSettings.POLICY_RELOAD.of(node, folder));
  }

  private SafetyConfig safety(YamlNode node, CommandConfig commands) throws YamlRefusal {
    Optional<Duration> maxAge = RobotSettings.SAFETY_MAX_AGE.find(node, folder);
    if (maxAge.isPresent() && maxAge.get().compareTo(commands.actingDelay()) < 0) {
      throw node.at(RobotSettings.SAFETY_MAX_AGE.key())
          .refusal(
              Reason.CONTRADICTION,
              "must be at least as long as 'commands.acting_delay', or every state is too old");
    }
    return new SafetyConfig(
        RobotSettings.SAFETY_UNCERTIFIED.of(node, folder),
        RobotSettings.SAFETY_ON_MISMATCH.of(node, folder),
        maxAge,
        RobotSettings.SAFETY_MAX_BLIND.find(node, folder),
        RobotSettings.SAFETY_MAX_UNVOUCHED.of(node, folder),
        RobotSettings.SAFETY_STATE_ERRORS.find(node, folder).orElse(List.of()),
        RobotSettings.SAFETY_TIMING_ERROR.find(node, folder));
  }
}
