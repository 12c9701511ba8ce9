package io.github.hjelm.sensors.sim;

import io.github.hjelm.sensors.frame.FrameLimits;
import io.github.hjelm.sensors.sim.map.FreeSpace;
import io.github.hjelm.sensors.sim.map.OccupancyMapFile;
import io.github.hjelm.sensors.yaml.Spelling;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The worlds that come with the software, and those a user writes. */
public final class WorldCatalog {

  /** More than a simulation could look at in each step. */
  private static final int MAX_OBSTACLES = 1000;

  private static final List<String> NAMES = List.of("open", "corridor", "warehouse", "posts");

  private WorldCatalog() {}

  /** The worlds that come with the software. */
  public static List<String> names() {
    return NAMES;
  }

  /** A world by its name, or else by the path of its file. */
  public static World find(String nameOrFile) throws YamlRefusal {
    return parse(document(nameOrFile));
  }

  /** A world by its name, or else a world or an occupancy map by the path of its YAML file. */
  public static FreeSpace freeSpace(String nameOrFile) throws YamlRefusal {
    YamlNode document = document(nameOrFile);
    return OccupancyMapFile.describes(document)
        ? OccupancyMapFile.read(document, Path.of(nameOrFile))
        : parse(document);
  }

  private static YamlNode document(String nameOrFile) throws YamlRefusal {
    if (NAMES.contains(nameOrFile)) {
      return YamlDocument.parse("world " + nameOrFile, resource(nameOrFile));
    }
    if (isFile(nameOrFile)) {
      return YamlDocument.read(Path.of(nameOrFile));
    }
    throw new YamlRefusal(
        Reason.UNREADABLE,
        "'"
            + nameOrFile
            + "' is neither a world nor a file, "
            + Spelling.advice(nameOrFile, NAMES));
  }

  /** A world from a user's file. */
  public static World read(Path file) throws YamlRefusal {
    return parse(YamlDocument.read(file));
  }

  /** A world from a document already read. */
  public static World parse(YamlNode document) throws YamlRefusal {
    document.refuseUnknownKeys("name", "arena", "obstacles");
    String name = document.text("name");
    if (!FrameLimits.isName(name)) {
      throw document
          .at("name")
          .refusal(Reason.OUT_OF_RANGE, "must be 1 to 64 letters, digits or _ . : -");
    }
    Obstacle.Box arena = box(document.map("arena"));
    List<YamlNode> entries = document.listOrEmpty("obstacles");
    if (entries.size() > MAX_OBSTACLES) {
      throw document
          .at("obstacles")
          .refusal(Reason.TOO_LARGE, "must hold " + MAX_OBSTACLES + " obstacles at most");
    }
    List<Obstacle> obstacles = new ArrayList<>();
    for (YamlNode entry : entries) {
      obstacles.add(obstacle(entry, arena));
    }
    return new World(name, arena, obstacles);
  }

  private static boolean isFile(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Obstacle obstacle(YamlNode entry, Obstacle.Box arena) throws YamlRefusal {
    entry.refuseUnknownKeys("disc", "box");
    if (entry.has("disc") == entry.has("box")) {
      throw entry.refusal(Reason.CONTRADICTION, "must be either a 'disc' or a 'box'");
    }
    Obstacle obstacle = entry.has("disc") ? disc(entry.map("disc")) : box(entry.map("box"));
    if (!touches(obstacle, arena)) {
      throw entry.refusal(Reason.CONTRADICTION, "must reach into the arena");
    }
    return obstacle;
  }

  private static Obstacle.Disc disc(YamlNode node) throws YamlRefusal {
    node.refuseUnknownKeys("centre", "radius");
    double[] centre = point(node, "centre");
    double radius = node.numberWithin("radius", 0, World.MAX_EXTENT_M);
    if (!(radius > 0)) {
      throw node.at("radius").refusal(Reason.OUT_OF_RANGE, "must be positive");
    }
    return new Obstacle.Disc(centre[0], centre[1], radius);
  }

  private static Obstacle.Box box(YamlNode node) throws YamlRefusal {
    node.refuseUnknownKeys("lower", "upper");
    double[] lower = point(node, "lower");
    double[] upper = point(node, "upper");
    if (!(lower[0] < upper[0] && lower[1] < upper[1])) {
      throw node.at("lower").refusal(Reason.CONTRADICTION, "must be below 'upper' in x and in y");
    }
    return new Obstacle.Box(lower[0], lower[1], upper[0], upper[1]);
  }

  private static double[] point(YamlNode node, String key) throws YamlRefusal {
    double[] point = node.numbers(key, 2);
    for (YamlNode coordinate : node.list(key)) {
      coordinate.asNumberWithin(-World.MAX_EXTENT_M, World.MAX_EXTENT_M);
    }
    return point;
  }

  private static boolean touches(Obstacle obstacle, Obstacle.Box arena) {
    if (obstacle instanceof Obstacle.Disc disc) {
      return arena.signedDistance(disc.centreXM(), disc.centreYM()) < disc.radiusM();
    }
    Obstacle.Box box = (Obstacle.Box) obstacle;
    return box.lowerXM() < arena.upperXM()
        && box.upperXM() > arena.lowerXM()
        && box.lowerYM() < arena.upperYM()
        && box.upperYM() > arena.lowerYM();
  }

  private static byte[] resource(String name) {
    try (InputStream in = WorldCatalog.class.getResourceAsStream("worlds/" + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the world " + name + " is missing from this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
