package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A problem that is solved in parts, from the command line. */
class SplitCommandTest {

  @TempDir private Path folder;

  private Outcome solve(Path out) {
    return Outcome.of(
        "solve", "point-mass-avoid", "--grid", "9,9,9,9,9,9", "--horizon=0.2", "--out", "" + out);
  }

  private static void assertHas(String words, String text) {
    assertTrue(text.contains(words), () -> words + " not in\n" + text);
  }

  @Test
  void solvesAndInspectsEachPart() {
    Path out = folder.resolve("mass");
    Outcome solved = solve(out);
    assertEquals(Hjelm.DONE, solved.exitCode(), solved::err);
    assertHas("a table for each part", solved.out());
    for (String part : new String[] {"x", "y", "z"}) {
      assertTrue(Files.exists(out.resolve(part + ".npy")));
    }
    assertFalse(Files.exists(out.resolve("value.npy")), "no table claims to be the whole");
    Outcome inspected = Outcome.of("inspect", out.toString());
    assertEquals(Hjelm.DONE, inspected.exitCode(), inspected::err);
    assertHas("3 parts of a value over position_x, velocity_x, position_y", inspected.out());
    assertHas("The value is the least over the parts, exact: no control", inspected.out());
    assertHas("part z", inspected.out());
    Path png = folder.resolve("z.png");
    Outcome drawn = Outcome.of("inspect", out.toString(), "--table", "z", "--png", png.toString());
    assertEquals(Hjelm.DONE, drawn.exitCode(), drawn::err);
    assertHas("axis position_z", drawn.out());
    assertTrue(Files.exists(png));
  }

  @Test
  void refusesInOneSentence() {
    Path out = folder.resolve("mass");
    assertEquals(Hjelm.DONE, solve(out).exitCode());
    Outcome whole = Outcome.of("inspect", out.toString(), "--png", folder + "/a.png");
    assertEquals(Hjelm.WRONG_INPUT, whole.exitCode());
    assertHas("--png needs --table NAME here", whole.err());
    Outcome unknown = Outcome.of("inspect", out.toString(), "--table", "w");
    assertEquals(Hjelm.WRONG_INPUT, unknown.exitCode());
    assertHas("w.json does not exist", unknown.err());
    assertEquals(Hjelm.WRONG_INPUT, solve(out).exitCode());
  }
}
