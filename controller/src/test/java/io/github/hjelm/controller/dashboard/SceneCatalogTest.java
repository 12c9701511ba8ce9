package io.github.hjelm.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.robot.Robot;
import io.github.hjelm.sensors.robot.RobotCatalog;
import io.github.hjelm.sensors.sim.WorldCatalog;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SceneCatalogTest {

  private static final Set<String> BARS = Set.of("double-integrator", "linear");

  static List<String> robots() {
    return RobotCatalog.names();
  }

  @ParameterizedTest
  @MethodSource("robots")
  void everyShippedRobotIsDrawnOrIsBars(String name) throws Exception {
    Robot robot = RobotCatalog.create(name, Map.of());
    Scene scene = SceneCatalog.of(robot, null, 1);
    if (BARS.contains(name)) {
      assertNull(scene);
      return;
    }
    double[] x = new double[robot.states().size()];
    robot.initialState(x);
    double[] tip = {Double.NaN, Double.NaN};
    assertTrue(Objects.requireNonNull(scene).tip(x, tip));
    assertTrue(Double.isFinite(tip[0] + tip[1]));
    assertTrue(scene.view().lowerX() < scene.view().upperX());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pendulum", "cartpole"})
  void aPoleStandsAtZeroAndLeansToTheRightForPositiveAngles(String name) throws Exception {
    Robot robot = RobotCatalog.create(name, Map.of());
    Scene scene = Objects.requireNonNull(SceneCatalog.of(robot, null, 0.5));
    double[] x = new double[robot.states().size()];
    double[] tip = new double[2];
    scene.tip(x, tip);
    assertEquals(0, tip[0], 1e-12);
    assertEquals(0.5, tip[1], 1e-12);
    x[name.equals("pendulum") ? 0 : 2] = Math.PI / 2;
    scene.tip(x, tip);
    assertEquals(0.5, tip[0], 1e-12);
    assertEquals(0, tip[1], 1e-12);
  }

  @Test
  void aWorldsObstaclesAreItsShapes() throws Exception {
    Robot robot = RobotCatalog.create("mobile-robot", Map.of());
    Scene scene = SceneCatalog.of(robot, WorldCatalog.find("warehouse"), 1);
    assertNotNull(scene);
    assertEquals(1 + 12, scene.still().size());
    assertFalse(scene.follows());
  }

  @Test
  void aPictureOfAWorldIsSolidWhereTheWorldIs() throws Exception {
    var world = WorldCatalog.find("posts");
    var image = ImageIO.read(new ByteArrayInputStream(WorldPicture.png(world)));
    double pixelM = world.extent().widthM() / image.getWidth();
    int row = (int) ((1.6 - 0) / pixelM);
    assertEquals(0xFF, image.getRGB((int) (2.2 / pixelM), row) >>> 24);
    assertEquals(0, image.getRGB((int) (3.5 / pixelM), row) >>> 24);
    assertEquals(0xFF, image.getRGB((int) (4.8 / pixelM), row) >>> 24);
  }
}
