package io.github.hjelm.controller.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The NumPy of this machine, where it has one. */
final class NumPy {

  private static final int SECONDS = 60;

  private NumPy() {}

  private static final boolean INSTALLED = isInstalled();

  /** Skips the test, saying so, where there is no NumPy. */
  static void assumeInstalled() {
    assumeTrue(
        INSTALLED, "skipped: python3 with numpy is not installed (apt install python3-numpy)");
  }

  private static boolean isInstalled() {
    try {
      return start("import numpy").exit() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a script printed, without the last line feed. */
  static String run(String script, Object... arguments) throws Exception {
    Ending ending = start("import sys, json, numpy\n" + script, arguments);
    assertEquals(0, ending.exit(), ending.output());
    return ending.output().strip();
  }

  private record Ending(int exit, String output) {}

  private static Ending start(String script, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "-c", script));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("python3 takes longer than " + SECONDS + " s");
    }
    return new Ending(process.exitValue(), output);
  }
}
