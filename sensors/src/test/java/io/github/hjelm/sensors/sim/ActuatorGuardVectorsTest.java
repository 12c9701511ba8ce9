package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The vectors that every port runs, on the original. */
class ActuatorGuardVectorsTest {

  static final Path VECTORS = Path.of("ports", "actuator-guard-vectors.csv");

  @Test
  void answersEveryVector() throws IOException {
    Set<GuardOutcome> outcomes = EnumSet.noneOf(GuardOutcome.class);
    Set<GuardState> states = EnumSet.noneOf(GuardState.class);
    ActuatorGuard guard = new ActuatorGuard(new double[1], new double[1], limits());
    List<String> lines = Files.readAllLines(VECTORS);
    for (int row = 0; row < lines.size(); row++) {
      String line = lines.get(row);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String where = VECTORS + ":" + (row + 1) + ": " + line;
      String[] fields = line.split(",", -1);
      switch (fields[0]) {
        case "guard" -> guard = GuardVectors.guard(fields);
        case "offer" -> {
          GuardOutcome outcome = GuardVectors.offer(fields).to(guard);
          assertEquals(fields[10], outcome.name(), where);
          outcomes.add(outcome);
        }
        case "apply" -> {
          double[] expected = GuardVectors.numbers(fields[4]);
          double[] motors = new double[expected.length];
          GuardState state =
              guard.apply(Long.parseLong(fields[1]), GuardVectors.numbers(fields[2]), motors);
          assertEquals(fields[3], state.name(), where);
          assertArrayEquals(expected, motors, where);
          states.add(state);
        }
        default -> fail(where + " is not a vector");
      }
    }
    assertEquals(EnumSet.allOf(GuardOutcome.class), outcomes, "outcomes without a vector");
    assertEquals(EnumSet.allOf(GuardState.class), states, "states without a vector");
  }

  private static GuardLimits limits() {
    return GuardLimits.forPeriod(1_000_000);
  }
}
