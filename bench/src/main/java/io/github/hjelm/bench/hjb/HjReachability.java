package io.github.hjelm.bench.hjb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hjelm.controller.reach.GridAxis;
import io.github.hjelm.controller.reach.NumpyFile;
import io.github.hjelm.controller.reach.TableRefusal;
import io.github.hjelm.export.hjb.Solution;
import io.github.hjelm.export.hjb.Values;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Talks with {@code bench/peers/hj_reachability/solve.py}, one line of JSON a question. {@code
 * HJ_REACHABILITY} names a checkout, {@code HJ_PYTHON} the Python to use. What it has compiled it
 * keeps, so that turns can be taken without compiling again.
 */
final class HjReachability implements Peer {

  static final Path SCRIPT = Path.of("bench/peers/hj_reachability/solve.py");

  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final Path errors;
  private final Path values;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private String tool = "";

  private HjReachability(Process process, Path errors) throws IOException {
    this.process = process;
    this.errors = errors;
    values = Files.createTempFile("hjelm-peer", ".npy");
    answers = process.inputReader();
    questions = process.outputWriter();
  }

  /** Starts it, or says why not. */
  static Peer start(Path script, Map<String, String> environment) throws IOException {
    if (environment.getOrDefault("HJ_REACHABILITY", "").isEmpty()) {
      return Peer.absent("HJ_REACHABILITY does not name a checkout of it");
    }
    if (!Files.isRegularFile(script)) {
      return Peer.absent(script + " is not here; start from the project's folder");
    }
    Path errors = Files.createTempFile("hjelm-peer", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(environment.getOrDefault("HJ_PYTHON", "python3"), script.toString())
            .redirectError(errors.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      Files.delete(errors);
      return Peer.absent("Python does not start: " + e.getMessage());
    }
    HjReachability peer = new HjReachability(process, errors);
    try {
      JsonNode greeting = peer.answer();
      if (greeting.hasNonNull("skipped")) {
        peer.close();
        return Peer.absent(greeting.get("skipped").asText());
      }
      peer.tool =
          "%s at %s, JAX %s, %s, %s"
              .formatted(
                  greeting.path("tool").asText(),
                  greeting.path("revision").asText(),
                  greeting.path("jax").asText(),
                  greeting.path("device").asText(),
                  greeting.path("precision").asText());
      return peer;
    } catch (IOException e) {
      peer.close();
      return Peer.absent(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String tool() {
    return tool;
  }

  @Override
  public String skipped() {
    return "";
  }

  @Override
  public Turn solve(Solution like, double horizonS, boolean wanted) throws IOException {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("problem", like.problem());
    question.put("lower", like.grid().axes().stream().map(GridAxis::lower).toList());
    question.put("upper", like.grid().axes().stream().map(GridAxis::upper).toList());
    question.put("counts", like.grid().axes().stream().map(GridAxis::count).toList());
    question.put("horizonS", horizonS);
    question.put("parameters", like.parameters());
    if (wanted) {
      question.put("out", values.toString());
    }
    questions.write(json.writeValueAsString(question));
    questions.newLine();
    questions.flush();
    JsonNode answer = answer();
    if (!answer.path("seconds").isNumber()) {
      throw new IOException("it failed: " + answer.path("error").asText("without a word"));
    }
    return new Turn(
        answer.get("seconds").asDouble(),
        new Values.Doubles(wanted ? solved(like) : new double[0]));
  }

  private double[] solved(Solution like) throws IOException {
    try {
      double[] solved = NumpyFile.read(values).doubles();
      if (solved.length != like.grid().size()) {
        throw new IOException(
            "it answered with %d values on %d nodes".formatted(solved.length, like.grid().size()));
      }
      return solved;
    } catch (TableRefusal e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line != null) {
      return json.readTree(line);
    }
    Optional<String> last =
        Files.readString(errors).lines().reduce((first, second) -> second).map(String::strip);
    throw new IOException("it ended: " + last.orElse("in silence"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.deleteIfExists(errors);
    Files.deleteIfExists(values);
  }
}
