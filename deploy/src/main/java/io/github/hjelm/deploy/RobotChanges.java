package io.github.hjelm.deploy;

import io.github.hjelm.controller.config.ControllerConfig;
import io.github.hjelm.controller.config.RobotConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done in flight so that a controller does what a changed configuration says.
 *
 * @param added robots to let in
 * @param removed names of robots to send away
 * @param reloaded robots that are to fly another bundle, and differ in nothing else
 */
record RobotChanges(List<RobotConfig> added, List<String> removed, List<RobotConfig> reloaded) {

  /** Compares with who flies; refuses in one sentence what needs a start. */
  static RobotChanges between(
      ControllerConfig flown, List<RobotConfig> flying, ControllerConfig next) {
    require(flown.broker().equals(next.broker()), "broker", next);
    require(flown.dashboard().equals(next.dashboard()), "dashboard", next);
    require(flown.trustedKeys().equals(next.trustedKeys()), "trusted_keys", next);
    require(flown.recorder().equals(next.recorder()), "recorder", next);
    Map<String, RobotConfig> before = byName(flying);
    Map<String, RobotConfig> after = byName(next.robots());
    for (RobotConfig robot : next.robots()) {
      RobotConfig known = before.get(robot.name());
      if (known != null && !known.withBundle(robot.bundle()).equals(robot)) {
        throw new InputRefusal(
            next.places()
                .ofRobot(
                    robot.name(),
                    "is configured in another way than it flies: take it out of the file for a"
                        + " moment, or start again"));
      }
    }
    return new RobotChanges(
        next.robots().stream().filter(robot -> !before.containsKey(robot.name())).toList(),
        before.keySet().stream().filter(name -> !after.containsKey(name)).toList(),
        next.robots().stream().filter(robot -> isOther(before.get(robot.name()), robot)).toList());
  }

  private static boolean isOther(@Nullable RobotConfig known, RobotConfig robot) {
    return known != null && !known.bundle().equals(robot.bundle());
  }

  private static void require(boolean same, String key, ControllerConfig next) {
    if (!same) {
      throw new InputRefusal(
          next.places().ofSection(key, "cannot be changed in flight: start again"));
    }
  }

  private static Map<String, RobotConfig> byName(List<RobotConfig> all) {
    Map<String, RobotConfig> robots = new LinkedHashMap<>();
    all.forEach(robot -> robots.put(robot.name(), robot));
    return robots;
  }
}
