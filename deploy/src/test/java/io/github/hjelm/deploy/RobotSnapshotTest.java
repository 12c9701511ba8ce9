package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.sim.CommandCounts;
import io.github.hjelm.sensors.sim.GuardState;
import org.junit.jupiter.api.Test;

class RobotSnapshotTest {

  private static final CommandCounts COUNTS = new CommandCounts(9, 2, 7, 0, 0, 0, 0, 0);

  private static String line(String trouble) {
    return new RobotSnapshot(1.5, GuardState.DRIVING, " x 4.20", 150, COUNTS, 0, trouble).line();
  }

  @Test
  void showsWhereTheRobotIs() {
    assertTrue(line("").contains("1.5 s  DRIVING  x 4.20  frames 150  applied 7  refused 2"));
  }

  @Test
  void saysInsteadWhyNobodyHearsIt() {
    String line = line("The broker is lost.");
    assertTrue(line.endsWith("DRIVING  The broker is lost."), line);
    assertFalse(line.contains("4.20"), line);
  }
}
