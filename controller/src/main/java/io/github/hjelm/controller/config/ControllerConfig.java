package io.github.hjelm.controller.config;

import io.github.hjelm.controller.bundle.BundleKeys;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that a controller is told when it starts.
 *
 * @param robots at least one
 * @param dashboard none when absent
 * @param trustedKeys files of the public keys whose bundles are trusted; signatures are not asked
 *     for when there are none
 * @param recorder none when absent
 * @param places where all that stands, for refusals that come later
 */
public record ControllerConfig(
    BrokerConfig broker,
    List<RobotConfig> robots,
    Optional<DashboardConfig> dashboard,
    List<Path> trustedKeys,
    Optional<RecorderConfig> recorder,
    ConfigPlaces places) {

  public ControllerConfig {
    robots = List.copyOf(robots);
    trustedKeys = List.copyOf(trustedKeys);
    if (robots.isEmpty()) {
      throw new IllegalArgumentException("a controller needs at least one robot");
    }
  }

  /** The defaults for a broker and robots. */
  public static ControllerConfig of(BrokerConfig broker, List<RobotConfig> robots) {
    return new ControllerConfig(
        broker,
        robots,
        Optional.of(DashboardConfig.standard()),
        List.of(),
        Optional.empty(),
        ConfigPlaces.NOWHERE);
  }

  /**
   * Reads a file. Paths in it are relative to its folder.
   *
   * @throws YamlRefusal one sentence that names file, line and key
   */
  public static ControllerConfig read(Path file) throws YamlRefusal {
    Path folder = file.getParent();
    return new ConfigReader(folder == null ? Path.of("") : folder).read(YamlDocument.read(file));
  }

  /** A file that says all that can be set, with its defaults. */
  public static String example() {
    return ConfigExample.text();
  }

  /** The same with this dashboard. */
  public ControllerConfig with(DashboardConfig newDashboard) {
    return new ControllerConfig(
        broker, robots, Optional.of(newDashboard), trustedKeys, recorder, places);
  }

  /** The same with these robots. */
  public ControllerConfig with(List<RobotConfig> newRobots) {
    return new ControllerConfig(broker, newRobots, dashboard, trustedKeys, recorder, places);
  }

  /** The same wherever it stands. */
  public ControllerConfig at(ConfigPlaces newPlaces) {
    return new ControllerConfig(broker, robots, dashboard, trustedKeys, recorder, newPlaces);
  }

  /** The same without a dashboard. */
  public ControllerConfig withoutDashboard() {
    return new ControllerConfig(broker, robots, Optional.empty(), trustedKeys, recorder, places);
  }

  /** The same with this recorder. */
  public ControllerConfig with(RecorderConfig newRecorder) {
    return new ControllerConfig(
        broker, robots, dashboard, trustedKeys, Optional.of(newRecorder), places);
  }

  /** The keys, read from their files. */
  public BundleKeys bundleKeys() throws BundleRefusal {
    try {
      return BundleKeys.trusting(trustedKeys);
    } catch (BundleRefusal e) {
      String key = ControllerSettings.TRUSTED_KEYS.key();
      throw new BundleRefusal(places.ofSection(key, "cannot be used: " + e.sentence()), e);
    }
  }
}
