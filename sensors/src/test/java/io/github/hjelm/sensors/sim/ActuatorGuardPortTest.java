package io.github.hjelm.sensors.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C port, compiled by gcc where there is one, on the vectors and on random streams. */
class ActuatorGuardPortTest {

  private static final Path SOURCE = Path.of("ports", "c", "actuator_guard_vectors.c");

  private Path folder = Path.of("");
  private Path program = Path.of("");

  @BeforeEach
  void compile(@TempDir Path empty) throws IOException, InterruptedException {
    assumeTrue(gccThere(), "gcc is not installed: the C port of the actuator guard is NOT tested");
    folder = empty;
    program = folder.resolve("vectors");
    Result result =
        run(
            List.of(
                "gcc",
                "-std=c99",
                "-pedantic",
                "-Wall",
                "-Wextra",
                "-Wconversion",
                "-Werror",
                "-O2",
                "-o",
                program.toString(),
                SOURCE.toString(),
                "-lm"));
    assertEquals(0, result.status, result.output);
  }

  @Test
  void answersEveryVector() throws IOException, InterruptedException {
    Result result = run(program, ActuatorGuardVectorsTest.VECTORS);
    assertEquals(0, result.status, result.output);
  }

  @Test
  void answersRandomStreamsAsTheOriginal() throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (long seed = 1; seed <= 50; seed++) {
      lines.add("# seed " + seed);
      writeStream(new Random(seed), lines);
    }
    Path vectors = folder.resolve("random.csv");
    Files.write(vectors, lines);
    Result result = run(program, vectors);
    assertEquals(0, result.status, result.output);
    assertTrue(lines.size() > 10_000, "only " + lines.size() + " vectors");
  }

  @Test
  void noticesAWrongAnswer() throws IOException, InterruptedException {
    String vectors = Files.readString(ActuatorGuardVectorsTest.VECTORS);
    Path wrong = folder.resolve("wrong.csv");
    Files.writeString(wrong, vectors.replace("WAITING,0.25;-0.5", "WAITING,0.25;-0.6"));
    assertEquals(1, run(program, wrong).status);
    Files.writeString(wrong, vectors.replace("DUPLICATE", "REORDERED"));
    assertEquals(1, run(program, wrong).status);
  }

  private static void writeStream(Random random, List<String> lines) {
    double[] lower = {-1, -1};
    double[] upper = {1, 1};
    GuardLimits limits =
        new GuardLimits(20_000_000, 50_000_000, 5, random.nextBoolean(), random.nextInt(9));
    ActuatorGuard guard = new ActuatorGuard(lower, upper, limits);
    CommandStream stream = new CommandStream(random, limits);
    lines.add(GuardVectors.guardLine(lower, upper, limits));
    long nowNs = random.nextLong();
    double[] motors = new double[2];
    for (int step = 0; step < 200; step++) {
      nowNs += random.nextInt(12) == 0 ? random.nextInt(25_000_000) : 1_000_000;
      GuardVectors.Offer command = stream.next(nowNs);
      lines.add(command.line(command.to(guard)));
      double[] fallback = {random.nextDouble(), random.nextInt(9) == 0 ? Double.NaN : 0};
      GuardState state = guard.apply(nowNs, fallback, motors);
      lines.add(GuardVectors.applyLine(nowNs, fallback, state, motors));
    }
  }

  private record Result(int status, String output) {}

  private static Result run(Path program, Path vectors) throws IOException, InterruptedException {
    return run(List.of(program.toString(), vectors.toString()));
  }

  private static Result run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + command);
    return new Result(process.exitValue(), output);
  }

  private static boolean gccThere() {
    String path = System.getenv("PATH");
    return path != null
        && Arrays.stream(path.split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcc")));
  }
}
