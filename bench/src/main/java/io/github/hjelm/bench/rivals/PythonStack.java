package io.github.hjelm.bench.rivals;

import io.github.hjelm.bench.stack.ProcessStack;
import io.github.hjelm.bench.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code bench/peers/python/responder.py} with one of its engines. */
final class PythonStack {

  private static final long ANSWER_WITHIN_S = 30;

  private PythonStack() {}

  /**
   * The responder in a Python that the environment names.
   *
   * @param variable names a Python that can import what it needs
   */
  static Stack of(
      String name, Path script, String engine, String variable, Map<String, String> environment) {
    String python = environment.getOrDefault(variable, "");
    return new ProcessStack(
        name,
        true,
        () -> missing(script, engine, variable, python),
        List.of(python, script.toString(), "--engine", engine),
        Map.of());
  }

  private static Optional<String> missing(
      Path script, String engine, String variable, String python) {
    if (python.isEmpty()) {
      return Optional.of(
          "%s does not name a Python that can import paho-mqtt and %s".formatted(variable, engine));
    }
    if (!Files.isRegularFile(script)) {
      return Optional.of(script + " is not here");
    }
    try {
      Process probe =
          new ProcessBuilder(python, script.toString(), "--probe", "--engine", engine)
              .redirectErrorStream(true)
              .start();
      try {
        probe.getOutputStream().close();
        // A sentence at most: it fits the pipe, so waiting first cannot block it.
        if (!probe.waitFor(ANSWER_WITHIN_S, TimeUnit.SECONDS)) {
          return Optional.of(python + " does not answer");
        }
        String words =
            new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return probe.exitValue() == 0
            ? Optional.empty()
            : Optional.of(words.lines().reduce((first, last) -> last).orElse(python + " fails"));
      } finally {
        probe.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.of("Python does not start: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("it was interrupted");
    }
  }
}
