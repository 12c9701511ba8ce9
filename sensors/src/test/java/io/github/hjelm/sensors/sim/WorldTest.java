package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.hjelm.sensors.yaml.YamlDocument;
import io.github.hjelm.sensors.yaml.YamlRefusal;
import io.github.hjelm.sensors.yaml.YamlRefusal.Reason;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {

  private static World parse(String text) throws YamlRefusal {
    return WorldCatalog.parse(YamlDocument.parse("w.yaml", text));
  }

  private static void assertRefuses(Reason reason, String sentence, String text) {
    YamlRefusal refusal = assertThrows(YamlRefusal.class, () -> parse(text));
    assertEquals(sentence, refusal.sentence());
    assertEquals(reason, refusal.reason());
  }

  @Test
  void measuresClearanceByHand() throws YamlRefusal {
    World world =
        parse(
            """
            name: hand
            arena: { lower: [0, 0], upper: [10, 8] }
            obstacles:
              - disc: { centre: [5, 4], radius: 1 }
              - box: { lower: [1, 1], upper: [2, 3] }
            """);
    assertEquals("hand", world.name());
    assertEquals(0.5, world.signedDistance(0.5, 4.0), 1e-15, "the left wall");
    assertEquals(1.0, world.signedDistance(5, 6), 1e-15, "above the disc");
    assertEquals(-1.0, world.signedDistance(5, 4), 1e-15, "in the middle of the disc");
    assertEquals(Math.sqrt(2) - 1, world.signedDistance(6, 5), 1e-15, "beside the disc");
    assertEquals(-0.5, world.signedDistance(1.5, 2), 1e-15, "inside the box");
    assertEquals(Math.hypot(0.3, 0.4), world.signedDistance(2.3, 3.4), 1e-15, "off its corner");
    assertEquals(-5.0, world.signedDistance(13, 12), 1e-15, "outside, off the arena's corner");
    assertTrue(world.contains(5, 6));
    assertFalse(world.contains(5, 4));
    assertFalse(world.contains(-0.1, 4));
    assertTrue(Double.isNaN(world.signedDistance(Double.NaN, 4)));
    assertFalse(world.contains(Double.NaN, 4));
    assertFalse(world.contains(4, Double.NaN));
  }

  @Test
  void clearanceIsTheDistanceToTheNearestSolidPoint() throws YamlRefusal {
    for (String name : WorldCatalog.names()) {
      World world = WorldCatalog.find(name);
      SplittableRandom random = new SplittableRandom(20261120);
      int free = 0;
      for (int i = 0; i < 200; i++) {
        double x = random.nextDouble(world.arena().lowerXM(), world.arena().upperXM());
        double y = random.nextDouble(world.arena().lowerYM(), world.arena().upperYM());
        double clearance = world.signedDistance(x, y);
        if (!(clearance > 0)) {
          continue;
        }
        free++;
        boolean touched = false;
        for (int k = 0; k < 3600; k++) {
          double angle = 2 * Math.PI * k / 3600;
          double cos = Math.cos(angle);
          double sin = Math.sin(angle);
          assertTrue(
              world.contains(x + 0.999 * clearance * cos, y + 0.999 * clearance * sin),
              name + " is solid within the clearance of " + x + ", " + y);
          touched |= !world.contains(x + 1.001 * clearance * cos, y + 1.001 * clearance * sin);
        }
        assertTrue(touched, name + " has nothing at the clearance of " + x + ", " + y);
      }
      assertTrue(free > 50, name + " has hardly any free space");
    }
  }

  @Test
  void clearanceAllocatesNothing() throws YamlRefusal {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    World world = WorldCatalog.find("warehouse");
    long smallest = Long.MAX_VALUE;
    double sum = 0;
    // The least of several batches: the compiler may allocate for itself while it warms up.
    for (int batch = 0; batch < 20 && smallest > 0; batch++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        sum += world.signedDistance(0.02 * i, 7) + (world.contains(1, 0.01 * i) ? 1 : 0);
      }
      smallest = Math.min(smallest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, smallest);
    assertTrue(Double.isFinite(sum));
  }

  @Test
  void findsWorldsByNameAndByFile(@TempDir Path folder) throws Exception {
    for (String name : WorldCatalog.names()) {
      assertEquals(name, WorldCatalog.find(name).name());
    }
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "name: mine\narena: { lower: [0, 0], upper: [1, 1] }\n");
    assertEquals(List.of(), WorldCatalog.find(file.toString()).obstacles());
    YamlRefusal refusal = assertThrows(YamlRefusal.class, () -> WorldCatalog.find("warehose"));
    assertEquals(
        "'warehose' is neither a world nor a file, did you mean 'warehouse'?", refusal.sentence());
  }

  @Test
  void refusesWorldsThatMakeNoSense() {
    String arena = "name: w\narena: { lower: [0, 0], upper: [10, 8] }\nobstacles:\n";
    assertRefuses(
        Reason.CONTRADICTION,
        "w.yaml, line 2: 'arena.lower' must be below 'upper' in x and in y",
        "name: w\narena: { lower: [0, 0], upper: [0, 8] }\n");
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "w.yaml, line 1: 'name' must be 1 to 64 letters, digits or _ . : -",
        "name: a b\narena: { lower: [0, 0], upper: [1, 8] }\n");
    assertRefuses(
        Reason.CONTRADICTION,
        "w.yaml, line 4: 'obstacles[0]' must be either a 'disc' or a 'box'",
        arena + "  - {}\n");
    assertRefuses(
        Reason.UNKNOWN_KEY,
        "w.yaml, line 4: 'obstacles[0].disk' is not known, did you mean 'disc'?",
        arena + "  - disk: { centre: [1, 1], radius: 1 }\n");
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "w.yaml, line 4: 'obstacles[0].disc.radius' must be positive",
        arena + "  - disc: { centre: [1, 1], radius: 0 }\n");
    assertRefuses(
        Reason.CONTRADICTION,
        "w.yaml, line 4: 'obstacles[0]' must reach into the arena",
        arena + "  - disc: { centre: [-2, 1], radius: 1 }\n");
    assertRefuses(
        Reason.OUT_OF_RANGE,
        "w.yaml, line 4: 'obstacles[0].disc.centre[1]' must lie in [-1000000.0, 1000000.0], but is"
            + " 1.0E9",
        arena + "  - disc: { centre: [1, 1e9], radius: 1 }\n");
  }
}
