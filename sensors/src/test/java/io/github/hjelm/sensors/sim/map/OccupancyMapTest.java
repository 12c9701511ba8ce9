package io.github.hjelm.sensors.sim.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.sensors.sim.World;
import io.github.hjelm.sensors.sim.WorldCatalog;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pair of files, as a user hands it over. */
class OccupancyMapTest {

  private static final String USUAL =
      """
      image: floor.pgm
      resolution: 0.5
      origin: [-1, 2, 0]
      negate: 0
      occupied_thresh: 0.65
      free_thresh: 0.196
      """;

  /**
   * Four columns and three rows: free but for the upper left cell and, unknown, the lower right.
   */
  private static final String FLOOR =
      "P2\n4 3\n255\n0 254 254 254\n254 254 254 254\n254 254 254 205";

  @TempDir private Path folder;

  @BeforeEach
  void writeImage() throws IOException {
    Files.writeString(folder.resolve("floor.pgm"), FLOOR);
  }

  private FreeSpace read(String yaml) throws IOException, YamlRefusal {
    Path file = Files.writeString(folder.resolve("map.yaml"), yaml);
    return WorldCatalog.freeSpace(file.toString());
  }

  @Test
  void readsTheUsualPair() throws Exception {
    FreeSpace map = read(USUAL);
    assertEquals("map", map.name());
    assertEquals(new Extent(-1, 2, 1, 3.5), map.extent());
    assertTrue(map.signedDistance(-0.75, 3.25) < 0, "the upper left cell is occupied");
    assertTrue(map.signedDistance(0.75, 2.25) < 0, "the lower right cell is unknown");
    assertTrue(map.signedDistance(0.75, 3.25) > 0);
    assertEquals(0.5, map.signedDistance(-0.5, 2.5), 1e-12);
    assertEquals(-1.5, map.signedDistance(0, 5), 1e-12, "outside is solid");
    assertEquals(-5, map.signedDistance(4, 7.5), 1e-12);
    assertTrue(Double.isNaN(map.signedDistance(Double.NaN, 3)));
    assertTrue(Double.isNaN(map.signedDistance(0, Double.NaN)));
  }

  @Test
  void turnsWithItsOrigin() throws Exception {
    FreeSpace straight = read(USUAL);
    FreeSpace turned = read(USUAL.replace("[-1, 2, 0]", "[-1, 2, 1.5707963267948966]"));
    for (double x = -1.6; x < 2; x += 0.17) {
      for (double y = 1.5; y < 4; y += 0.13) {
        // A quarter turn to the left about (-1, 2).
        double expected = straight.signedDistance(x, y);
        assertEquals(expected, turned.signedDistance(-1 - (y - 2), 2 + (x + 1)), 1e-9);
      }
    }
    assertEquals(-2.5, turned.extent().lowerXM(), 1e-12);
    assertEquals(4, turned.extent().upperYM(), 1e-12);
  }

  @Test
  void thresholdsAndModesDecideWhatIsFree() throws Exception {
    double y = 2.25;
    assertTrue(read(USUAL.replace("0.196", "0.25")).signedDistance(0.75, y) > 0, "205 is free now");
    FreeSpace negated = read(USUAL.replace("negate: 0", "negate: 1"));
    assertTrue(negated.signedDistance(-0.75, 3.25) > 0, "black is free");
    assertTrue(negated.signedDistance(0.75, 3.25) < 0, "white is not");
    assertTrue(read(USUAL.replace("negate: 0", "negate: true")).signedDistance(-0.75, 3.25) > 0);
    assertTrue(read(USUAL + "mode: scale\n").signedDistance(0.75, y) < 0, "perhaps is not free");
    FreeSpace raw = read(USUAL + "mode: raw\n");
    assertTrue(raw.signedDistance(-0.75, 3.25) > 0, "0 % is free");
    assertTrue(raw.signedDistance(0.75, 3.25) < 0, "254 is unknown");
  }

  @Test
  void readsWorldsTheSameWay() throws Exception {
    assertInstanceOf(World.class, WorldCatalog.freeSpace("corridor"));
    FreeSpace world = read("name: mine\narena: { lower: [0, -2], upper: [3, 1] }\n");
    assertEquals(new Extent(0, -2, 3, 1), world.extent());
    assertEquals(1, world.signedDistance(1, -1), 1e-12);
  }

  private void assertRefuses(Reason reason, String sentence, String yaml) {
    YamlRefusal refusal = assertThrows(YamlRefusal.class, () -> read(yaml));
    assertEquals(folder + "/map.yaml, " + sentence, refusal.sentence());
    assertEquals(reason, refusal.reason());
  }

  @Test
  void refusesInOneSentence() throws IOException {
    assertRefuses(
        Reason.WRONG_TYPE,
        "line 2: 'resolution' must be a number, but is '.nan'",
        USUAL.replace("0.5", ".nan"));
    assertRefuses(
        Reason.OUT_OF_RANGE, "line 2: 'resolution' must be positive", USUAL.replace("0.5", "0"));
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "line 2: 'resolution' must lie in [0.0, 1000.0], but is -0.05",
        USUAL.replace("0.5", "-0.05"));
    assertRefuses(
        Reason.WRONG_TYPE,
        "line 3: 'origin[1]' must be a number, but is 'NaN'",
        USUAL.replace("[-1, 2, 0]", "[-1, NaN, 0]"));
    assertRefuses(
        Reason.WRONG_SIZE,
        "line 3: 'origin' must hold 3 numbers, but holds 2",
        USUAL.replace("[-1, 2, 0]", "[-1, 2]"));
    assertRefuses(
        Reason.CONTRADICTION,
        "line 6: 'free_thresh' must be below 'occupied_thresh'",
        USUAL.replace("0.196", "0.7"));
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "line 7: 'mode' must be one of trinary, scale, raw, but is 'colour'",
        USUAL + "mode: colour\n");
    assertRefuses(
        Reason.CONTRADICTION,
        "line 4: 'negate' has no agreed meaning with mode raw, set it to 0",
        USUAL.replace("negate: 0", "negate: 1") + "mode: raw\n");
    assertRefuses(
        Reason.UNKNOWN_KEY,
        "line 7: 'ocupied_thresh' is not known, did you mean 'occupied_thresh'?",
        USUAL + "ocupied_thresh: 1\n");
    assertRefuses(
        Reason.MISSING_KEY,
        "line 1: the document needs the key 'free_thresh'",
        USUAL.replace("free_thresh: 0.196\n", ""));
    assertRefuses(
        Reason.UNREADABLE,
        "line 1: 'image' names flor.pgm, but there is no such file beside this one",
        USUAL.replace("floor", "flor"));
    assertRefuses(
        Reason.UNREADABLE,
        "line 1: 'image' names ., which is no file that you may read",
        USUAL.replace("floor.pgm", "."));
  }

  @Test
  void refusesImagesInOneSentence() throws IOException {
    Path image = folder.resolve("floor.pgm");
    Files.writeString(image, FLOOR.replace("205", "x"));
    assertRefuses(
        Reason.WRONG_TYPE,
        "line 1: 'image' names floor.pgm, which in line 6 must have a whole number for a pixel",
        USUAL);
    Files.writeString(image, "P2 2 1 255 0 100");
    assertRefuses(
        Reason.CONTRADICTION,
        "line 1: 'image' names floor.pgm, where no pixel is free: check negate, free_thresh and"
            + " mode",
        USUAL);
    Files.write(image, "P5 2 2 255 abc".getBytes(StandardCharsets.ISO_8859_1));
    assertRefuses(
        Reason.WRONG_SIZE,
        "line 1: 'image' names floor.pgm, which is cut short: its 4 pixels need 4 bytes, but 3"
            + " follow the header",
        USUAL);
  }

  @Test
  void clearanceAllocatesNothing() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    FreeSpace map = read(USUAL);
    long smallest = Long.MAX_VALUE;
    double sum = 0;
    for (int batch = 0; batch < 20 && smallest > 0; batch++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        sum += map.signedDistance(0.003 * i - 1.5, 2.7);
      }
      smallest = Math.min(smallest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, smallest);
    assertTrue(Double.isFinite(sum));
  }
}
