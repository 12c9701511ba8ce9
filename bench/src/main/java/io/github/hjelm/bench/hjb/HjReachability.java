package io.github.hjelm.bench.hjb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs {@code bench/peers/hj_reachability/solve.py} where Python, JAX and a checkout are there.
 * {@code HJ_REACHABILITY} names the checkout, {@code HJ_PYTHON} the Python to use.
 */
final class HjReachability {

  static final Path SCRIPT = Path.of("bench/peers/hj_reachability/solve.py");

  private HjReachability() {}

  /** Runs it, or says why not. */
  static Peer run(Path script, Map<String, String> environment)
      throws IOException, InterruptedException {
    if (environment.getOrDefault("HJ_REACHABILITY", "").isEmpty()) {
      return Peer.skipped("HJ_REACHABILITY does not name a checkout of it");
    }
    if (!Files.isRegularFile(script)) {
      return Peer.skipped(script + " is not here; start from the project's folder");
    }
    Path errors = Files.createTempFile("hjelm-peer", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(environment.getOrDefault("HJ_PYTHON", "python3"), script.toString())
              .redirectError(errors.toFile());
      Process process;
      try {
        process = builder.start();
      } catch (IOException e) {
        return Peer.skipped("Python does not start: " + e.getMessage());
      }
      try {
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0
            ? parsed(answer)
            : Peer.skipped("it failed: " + lastLine(errors));
      } finally {
        process.destroy();
      }
    } finally {
      Files.delete(errors);
    }
  }

  private static String lastLine(Path file) throws IOException {
    return Files.readString(file).lines().reduce((first, second) -> second).orElse("in silence");
  }

  static Peer parsed(String answer) throws IOException {
    JsonNode root = new ObjectMapper().readTree(answer);
    Optional<String> skipped = Optional.ofNullable(root.path("skipped").textValue());
    if (skipped.isPresent()) {
      return Peer.skipped(skipped.get());
    }
    List<Peer.Row> rows = new ArrayList<>();
    for (JsonNode row : root.path("rows")) {
      Map<String, Double> errors = new LinkedHashMap<>();
      row.path("errors")
          .properties()
          .forEach(error -> errors.put(error.getKey(), error.getValue().asDouble()));
      rows.add(
          new Peer.Row(
              row.path("case").asText(),
              row.path("seconds").asDouble(Double.NaN),
              row.path("compilingSeconds").asDouble(Double.NaN),
              errors));
    }
    return new Peer(
        "%s at %s, JAX %s, %s, %s"
            .formatted(
                root.path("tool").asText(),
                root.path("revision").asText(),
                root.path("jax").asText(),
                root.path("device").asText(),
                root.path("precision").asText()),
        "",
        rows);
  }
}
