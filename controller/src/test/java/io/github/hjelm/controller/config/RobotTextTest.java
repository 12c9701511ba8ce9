package io.github.hjelm.controller.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.hjelm.controller.reach.JsonTree;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RobotTextTest {

  private final ConfigFolder folder;

  RobotTextTest(@TempDir Path root) throws Exception {
    folder = new ConfigFolder(root);
  }

  private static RobotConfig again(RobotConfig robot) throws Exception {
    return RobotText.read(
        "the record",
        JsonTree.write(RobotText.tree(robot)),
        robot.bundle(),
        robot.commands().key());
  }

  @Test
  void everythingThatCanBeSaidIsReadAgain() throws Exception {
    for (RobotConfig robot : folder.readEverything().robots()) {
      assertEquals(robot, again(robot));
    }
  }

  @Test
  void theDefaultsAreReadAgain() throws Exception {
    RobotConfig robot = RobotConfig.of("amr", Path.of("x.zip")).withRate(1000.0 / 3);
    assertEquals(robot, again(robot));
  }

  @Test
  void noSecretIsWritten() throws Exception {
    RobotConfig robot = folder.readEverything().robots().get(0);
    RobotConfig unsigned =
        RobotText.read(
            "the record", JsonTree.write(RobotText.tree(robot)), robot.bundle(), Optional.empty());
    assertFalse(unsigned.commands().key().isPresent());
  }
}
