package io.github.hjelm.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.SolutionTable;
import io.github.hjelm.export.hjb.catalog.ProblemCatalog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolveCommandTest {

  private static final ProblemCatalog CATALOG = new ProblemCatalog(List.of(new RingProblem()));

  @TempDir private Path folder;

  private static Outcome of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream complained = new PrintStream(err, true, StandardCharsets.UTF_8);
    var commands = Hjelm.commands(said, complained, Terminal.NONE, CATALOG);
    int exitCode = Hjelm.line(said, complained, Terminal.NONE, commands).execute(arguments);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Outcome solve(Path out, String... more) {
    return of(
        Stream.concat(Stream.of("solve", "ring", "--out", out.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private List<Path> found() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void writesATableAndSaysWhatItIs() throws Exception {
    Path out = folder.resolve("deep/ring");
    Outcome outcome =
        solve(out, "--set", "radius=0.25", "--grid", "41,31", "--float", "--horizon", "3");
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::err);
    for (String words :
        List.of(
            "41 × 31 = 1,271 nodes of 4 bytes",
            "closed-form, monotone",
            "0.50 s, 3 steps",
            "7,626 node updates per s",
            "-0.25 to 1.164; safe where > 0",
            "of the nodes (",
            "horizon      3 s",
            out + "/value.npy")) {
      assertTrue(outcome.out().contains(words), () -> words + " not in\n" + outcome.out());
    }
    Solution read = SolutionTable.read(out);
    assertEquals(0.25, read.parameters().get("radius"));
    long bytes = Files.size(out.resolve("value.npy"));
    int header = (int) (bytes - 4L * read.grid().size());
    assertTrue(header > 0 && header < 256, () -> bytes + " bytes are not four a node");
    assertEquals(3, read.horizonS());
    assertTrue(Files.readString(out.resolve("value.json")).contains("\"nodeUpdatesPerSecond\""));
  }

  @Test
  void helpListsProblemsWithTheirParameters() {
    Outcome help = of("solve", "--help");
    assertEquals(Hjelm.DONE, help.exitCode());
    for (String words :
        List.of(
            "  ring\n", "keep 100% out of a disc", "radius=0.5 ", "of the disc, m", "map=none ")) {
      assertTrue(help.out().contains(words), () -> words + " not in\n" + help.out());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--set=radios=1     | ring has no parameter 'radios', did you mean 'radius'?",
        "--set=radius=2     | 'radius' must be a number in [0.1, 0.9] m, but is '2'",
        "--set=radius=NaN   | 'radius' must be a number in [0.1, 0.9] m, but is 'NaN'",
        "--set=radius=wide  | 'radius' must be a number in [0.1, 0.9] m, but is 'wide'",
        "--set=radius       | --set 'radius' is not NAME=VALUE",
        "--grid=5           | ring has 2 axes, but 1 counts are given",
        "--grid=5,x         | 'x' is not an int",
        "--grid=1,5         | axis x: 1 nodes are too few",
        "--lower=0,0,0 --upper=1,1 | --lower has 3 numbers and --upper has 2",
        "--grid=5,5 --lower=0 | --grid has 2 numbers and --lower has 1",
        "--horizon=0        | --horizon 0 is not a number of seconds above 0",
        "--horizon=soon     | --horizon soon is not a number of seconds above 0",
        "--horizon=NaN      | --horizon NaN is not a number of seconds above 0",
      })
  void refusesWrongInputInOneSentenceAndWritesNothing(String options, String saying)
      throws IOException {
    assertRefused(saying, solve(folder.resolve("out"), options.split(" ")));
    assertEquals(List.of(), found());
  }

  @Test
  void refusesUnknownProblemsBeforeAnythingElse() {
    String out = folder.resolve("out").toString();
    assertRefused(
        "there is no problem 'rong', did you mean 'ring'?",
        of("solve", "rong", "--set", "x=1", "--out", out));
  }

  @Test
  void refusesToWriteOverFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("mine"), "mine");
    assertRefused("is not empty: name a new folder", solve(folder));
    assertRefused("is not a folder: name a new one", solve(file));
    assertEquals(List.of(file), found());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void interruptedItWritesNothing() throws IOException {
    Thread.currentThread().interrupt();
    Outcome outcome = solve(folder.resolve("out"));
    assertTrue(Thread.interrupted(), "the interruption was swallowed");
    assertEquals(Hjelm.NO, outcome.exitCode());
    assertEquals("Interrupted; nothing was written.\n", outcome.out());
    assertEquals(List.of(), found());
  }

  @Test
  void inspectSaysTheSameAndDraws() throws IOException {
    Path out = folder.resolve("ring");
    Path png = folder.resolve("ring.png");
    assertEquals(Hjelm.DONE, solve(out).exitCode());
    Outcome outcome = of("inspect", out.toString(), "--png", png.toString());
    assertEquals(Hjelm.DONE, outcome.exitCode(), outcome::err);
    for (String words :
        List.of(
            "closed-form, monotone",
            "axis x       -1 to 1 m, 21 nodes, 0.1 m apart",
            "radius       0.5 m\n")) {
      assertTrue(outcome.out().contains(words), () -> words + " not in\n" + outcome.out());
    }
    assertTrue(ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(png))).getWidth() > 560);
  }

  @Test
  void inspectRefusesWhatIsNoTable() throws IOException {
    Path out = folder.resolve("ring");
    assertEquals(Hjelm.DONE, solve(out).exitCode());
    Path png = folder.resolve("no.png");
    assertRefused(
        "value.json does not exist: name a folder with a table in it",
        of("inspect", folder.toString()));
    assertRefused("--slice needs --png", of("inspect", out.toString(), "--slice", "x=0"));
    for (String[] slice :
        new String[][] {
          {"z=0", "the table has no axis 'z'"},
          {"x=2", "x = 2.0 is outside the table's axis, [-1.0, 1.0] m"},
          {"x=here", "x = NaN is outside"},
          {"x=0,y=0", "every axis is held fixed"},
        }) {
      assertRefused(
          slice[1], of("inspect", out.toString(), "--png", png.toString(), "--slice", slice[0]));
    }
    Files.writeString(out.resolve("value.json"), "{");
    assertRefused("value.json", of("inspect", out.toString(), "--png", png.toString()));
    assertFalse(Files.exists(png));
  }

  private static void assertRefused(String saying, Outcome outcome) {
    assertEquals(Hjelm.WRONG_INPUT, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.err().contains(saying), outcome::err);
    assertEquals("", outcome.out());
    assertEquals(1, outcome.errLines().size(), outcome::err);
  }
}
