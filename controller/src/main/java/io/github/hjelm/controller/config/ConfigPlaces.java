package io.github.hjelm.controller.config;

import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of a configuration stand, for refusals that come only after it was read: each
 * becomes the sentence that the reader of the file would have said, with file, line and key.
 * Immutable.
 */
public final class ConfigPlaces {

  /** Of a configuration that stands in no file: sentences stay as they are. */
  public static final ConfigPlaces NOWHERE = new ConfigPlaces(null, Map.of());

  private final @Nullable YamlNode document;
  private final Map<String, YamlNode> robots;

  private ConfigPlaces(@Nullable YamlNode document, Map<String, YamlNode> robots) {
    this.document = document;
    this.robots = Map.copyOf(robots);
  }

  /** Those of a file that is known to be right as far as one can know without its bundles. */
  static ConfigPlaces of(YamlNode document) throws YamlRefusal {
    Map<String, YamlNode> robots = new HashMap<>();
    for (YamlNode robot : document.list(RobotSettings.ROBOTS.key())) {
      robots.put(robot.text(RobotSettings.ROBOT_NAME.key()), robot);
    }
    return new ConfigPlaces(document, robots);
  }

  /**
   * Why a robot cannot fly as configured.
   *
   * @param key where the file does not have it, its bundle's is named: what holds then is up to it
   * @param sensor the one of those listed that this is about, from 0 on; -1 for none
   * @param sentence somebody else's
   */
  public String refusal(String robot, RobotKey key, int sensor, String sentence) {
    YamlNode map = robots.get(robot);
    return map == null ? sentence : FileKinds.unusable(node(map, key, sensor), sentence).sentence();
  }

  /**
   * What is wrong with a robot as a whole.
   *
   * @param complaint goes on after the robot: "is configured in another way"
   */
  public String ofRobot(String robot, String complaint) {
    YamlNode map = robots.get(robot);
    return map == null
        ? "robot '" + robot + "' " + complaint
        : map.refusal(Reason.CONTRADICTION, "('" + robot + "') " + complaint).sentence();
  }

  /**
   * What is wrong with a section of the file.
   *
   * @param complaint goes on after the section: "cannot be changed"
   */
  public String ofSection(String key, String complaint) {
    String sentence = "'" + key + "' " + complaint;
    if (document == null) {
      return sentence;
    }
    return document.has(key)
        ? at(document, key).refusal(Reason.CONTRADICTION, complaint).sentence()
        : document.file() + ": " + sentence;
  }

  private static YamlNode node(YamlNode robot, RobotKey key, int sensor) {
    YamlNode node = robot;
    for (String step : key.steps()) {
      if (!node.has(step)) {
        return node(robot, RobotKey.BUNDLE, -1);
      }
      node = at(node, step);
    }
    return sensor < 0 ? node : values(node, sensor);
  }

  private static YamlNode values(YamlNode sensors, int sensor) {
    YamlNode one = items(sensors).get(sensor);
    String key = RobotSettings.SENSOR_VALUES.key();
    return one.has(key) ? at(one, key) : one;
  }

  private static YamlNode at(YamlNode map, String key) {
    try {
      return map.at(key);
    } catch (YamlRefusal e) {
      throw new IllegalStateException("what was read once is not there", e);
    }
  }

  private static List<YamlNode> items(YamlNode list) {
    try {
      return list.asList();
    } catch (YamlRefusal e) {
      throw new IllegalStateException("what was read once is not there", e);
    }
  }
}
