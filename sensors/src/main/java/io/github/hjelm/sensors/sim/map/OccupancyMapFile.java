package io.github.hjelm.sensors.sim.map;

import io.github.hjelm.sensors.yaml.YamlNode;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * Reads the pair of files that ROS's map server and most mapping tools write: {@code map.yaml} and
 * the PGM image that it names. A cell is free only where the map says so; unknown is solid.
 */
public final class OccupancyMapFile {

  /** Six characters for each pixel of a text image, and a long header. */
  private static final int MAX_BYTES = 6 * PgmReader.MAX_PIXELS + 65_536;

  /** No origin lies further out; keeps every distance finite. */
  private static final double MAX_EXTENT_M = 1e6;

  private static final double MAX_SIDE_M = 1e3;

  /** What the values of pixels mean. */
  enum Mode {
    /** Free, occupied or unknown. */
    TRINARY,
    /** As TRINARY, but what is between the thresholds is a probability; here solid all the same. */
    SCALE,
    /** The value itself is the occupancy in percent, above 100 unknown. */
    RAW
  }

  private record Thresholds(Mode mode, boolean negate, double free) {}

  private OccupancyMapFile() {}

  /** Whether a document is such a file, rather than a world. */
  public static boolean describes(YamlNode document) {
    return document.has("image");
  }

  /**
   * Reads the image that a document names and makes a map of both.
   *
   * @param file where the document stands; the image is looked for beside it
   */
  public static OccupancyMap read(YamlNode document, Path file) throws YamlRefusal {
    document.refuseUnknownKeys(
        "image", "resolution", "origin", "negate", "occupied_thresh", "free_thresh", "mode");
    double sideM = document.numberWithin("resolution", 0, MAX_SIDE_M);
    if (!(sideM > 0)) {
      throw document.at("resolution").refusal(Reason.OUT_OF_RANGE, "must be positive");
    }
    double[] origin = document.numbers("origin", 3);
    for (int axis = 0; axis < 2; axis++) {
      document.list("origin").get(axis).asNumberWithin(-MAX_EXTENT_M, MAX_EXTENT_M);
    }
    Thresholds thresholds = thresholds(document);
    YamlNode imageKey = document.at("image");
    String written = imageKey.asText();
    PgmImage image;
    try {
      image = PgmReader.parse(bytes(file, imageKey));
    } catch (PgmRefusal e) {
      throw imageKey.refusal(e.reason(), "names " + written + ", which " + e.complaint());
    }
    BitSet free = free(image, thresholds);
    if (free.isEmpty()) {
      throw imageKey.refusal(
          Reason.CONTRADICTION,
          "names " + written + ", where no pixel is free: check negate, free_thresh and mode");
    }
    return new OccupancyMap(
        name(file),
        image.width(),
        image.height(),
        sideM,
        new OccupancyMap.Origin(origin[0], origin[1], origin[2]),
        free);
  }

  private static Thresholds thresholds(YamlNode document) throws YamlRefusal {
    double occupied = document.numberWithin("occupied_thresh", 0, 1);
    double free = document.numberWithin("free_thresh", 0, 1);
    if (!(free < occupied)) {
      throw document
          .at("free_thresh")
          .refusal(Reason.CONTRADICTION, "must be below 'occupied_thresh'");
    }
    Mode mode = document.choice("mode", Mode.TRINARY);
    boolean negate = document.has("negate") && negate(document.at("negate"));
    if (negate && mode == Mode.RAW) {
      // ROS 1 negates raw values and ROS 2 does not.
      throw document
          .at("negate")
          .refusal(Reason.CONTRADICTION, "has no agreed meaning with mode raw, set it to 0");
    }
    return new Thresholds(mode, negate, free);
  }

  /** 0 and 1 in ROS 1, also a flag in ROS 2. */
  private static boolean negate(YamlNode value) throws YamlRefusal {
    if (value.asText().equals("true") || value.asText().equals("false")) {
      return value.asFlag();
    }
    return value.asInteger(0, 1) == 1;
  }

  private static byte[] bytes(Path file, YamlNode imageKey) throws YamlRefusal, PgmRefusal {
    String written = imageKey.asText();
    try {
      Path image = file.resolveSibling(written);
      try (InputStream in = Files.newInputStream(image)) {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw new PgmRefusal(
              Reason.TOO_LARGE,
              "is larger than %d bytes; crop it or use a coarser resolution".formatted(MAX_BYTES));
        }
        return bytes;
      }
    } catch (NoSuchFileException | InvalidPathException e) {
      throw imageKey.refusal(
          Reason.UNREADABLE, "names " + written + ", but there is no such file beside this one");
    } catch (IOException e) {
      throw imageKey.refusal(
          Reason.UNREADABLE, "names " + written + ", which is no file that you may read");
    }
  }

  private static BitSet free(PgmImage image, Thresholds thresholds) {
    int width = image.width();
    BitSet free = new BitSet();
    for (int row = 0; row < image.height(); row++) {
      // The image begins at the top, the map at the bottom.
      int start = (image.height() - 1 - row) * width;
      for (int column = 0; column < width; column++) {
        double shade = (double) image.value(column, row) / image.maxValue();
        if (occupancy(shade, thresholds) < thresholds.free()) {
          free.set(start + column);
        }
      }
    }
    return free;
  }

  /**
   * From 0 to 1, above that unknown.
   *
   * @param shade 0 for black, 1 for white
   */
  private static double occupancy(double shade, Thresholds thresholds) {
    if (thresholds.mode() == Mode.RAW) {
      return Math.rint(255 * shade) / 100;
    }
    return thresholds.negate() ? shade : 1 - shade;
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
