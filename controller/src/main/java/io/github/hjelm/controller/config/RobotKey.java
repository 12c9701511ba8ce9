package io.github.hjelm.controller.config;

import java.util.List;

/** Keys of a robot's configuration that turn out to be wrong only beside its open bundle. */
public enum RobotKey {
  /** Stands for whatever the bundle itself decides. */
  BUNDLE(RobotSettings.ROBOT_BUNDLE),
  RATE(RobotSettings.ROBOT_RATE),
  SENSORS(RobotSettings.SENSORS),
  LANE(RobotSettings.POLICY, RobotSettings.POLICY_LANE),
  CANDIDATES(RobotSettings.POLICY, RobotSettings.POLICY_CANDIDATES),
  ENGINE(RobotSettings.POLICY, RobotSettings.POLICY_ENGINE),
  SIGNATURE(RobotSettings.POLICY, RobotSettings.POLICY_SIGNATURE),
  UNCERTIFIED(RobotSettings.SAFETY, RobotSettings.SAFETY_UNCERTIFIED),
  MAX_OBSERVATION_AGE(RobotSettings.SAFETY, RobotSettings.SAFETY_MAX_AGE),
  STATE_ERRORS(RobotSettings.SAFETY, RobotSettings.SAFETY_STATE_ERRORS);

  /** Of the robot's map; empty where the key stands in it itself. */
  private final String section;

  private final String key;

  RobotKey(Setting<?> setting) {
    this("", setting.key());
  }

  RobotKey(Section list) {
    this("", list.key());
  }

  RobotKey(Section map, Setting<?> setting) {
    this(map.key(), setting.key());
  }

  RobotKey(String section, String key) {
    this.section = section;
    this.key = key;
  }

  /** The way to it from the robot's own map. */
  List<String> steps() {
    return section.isEmpty() ? List.of(key) : List.of(section, key);
  }
}
