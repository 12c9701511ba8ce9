package io.github.hjelm.sensors.robot;

import io.github.hjelm.sensors.yaml.YamlRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Robots and states to test with. */
final class RobotSamples {

  private RobotSamples() {}

  /** Every robot of the catalogue, with its defaults. */
  static List<Robot> catalogue() throws RobotRefusal {
    List<Robot> robots = new ArrayList<>();
    for (RobotKind kind : RobotCatalog.kinds()) {
      robots.add(kind.create(Map.of()));
    }
    return robots;
  }

  /** Every robot of the catalogue and of the example files. */
  static List<Robot> all() throws RobotRefusal, YamlRefusal, IOException {
    List<Robot> robots = catalogue();
    for (Path file : exampleFiles()) {
      robots.add(RobotCatalog.fromYaml(file, Map.of()));
    }
    return robots;
  }

  /** The files that show how a robot is written in YAML. */
  static List<Path> exampleFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("examples", "robots"))) {
      return files.sorted().toList();
    }
  }

  /** One value for each quantity, within its bounds, or within ±3 where it has none. */
  static double[] random(List<Quantity> quantities, SplittableRandom random) {
    double[] values = new double[quantities.size()];
    for (int i = 0; i < values.length; i++) {
      double lower = Math.max(quantities.get(i).lower(), -3);
      double upper = Math.min(quantities.get(i).upper(), Math.max(3, lower + 3));
      values[i] = lower + (upper - lower) * random.nextDouble();
    }
    return values;
  }
}
