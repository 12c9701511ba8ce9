package io.github.hjelm.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Talks with {@code bench/peers/train_step.py}, one line of JSON a question. {@code TORCH_PYTHON}
 * names a Python that can import PyTorch.
 */
public final class TorchPeer implements TrainPeer {

  /** From the project's folder. */
  public static final Path SCRIPT = Path.of("bench/peers/train_step.py");

  private static final String PYTHON = "TORCH_PYTHON";

  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final Path errors;
  private final BufferedReader answers;
  private final BufferedWriter questions;
  private String tool = "";

  private TorchPeer(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    answers = process.inputReader();
    questions = process.outputWriter();
  }

  /** Starts it, or says why not. */
  public static TrainPeer start(Path script, Map<String, String> environment) throws IOException {
    String python = environment.getOrDefault(PYTHON, "");
    if (python.isEmpty()) {
      return TrainPeer.absent(PYTHON + " does not name a Python that can import PyTorch");
    }
    if (!Files.isRegularFile(script)) {
      return TrainPeer.absent(script + " is not here; start from the project's folder");
    }
    Path errors = Files.createTempFile("hjelm-peer", ".err");
    Process process;
    try {
      process =
          new ProcessBuilder(python, script.toString()).redirectError(errors.toFile()).start();
    } catch (IOException e) {
      Files.delete(errors);
      return TrainPeer.absent("Python does not start: " + e.getMessage());
    }
    TorchPeer peer = new TorchPeer(process, errors);
    try {
      JsonNode greeting = peer.answer();
      if (greeting.hasNonNull("skipped")) {
        peer.close();
        return TrainPeer.absent(greeting.get("skipped").asText());
      }
      peer.tool = greeting.path("tool").asText() + " " + greeting.path("torch").asText();
      return peer;
    } catch (IOException e) {
      peer.close();
      return TrainPeer.absent(String.valueOf(e.getMessage()));
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
  public TrainTurn train(TrainCase asked, Path table, long seed) throws IOException {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("observationSize", asked.observationSize());
    question.put("chunkSize", asked.chunkSize());
    question.put("width", asked.width());
    question.put("depth", asked.depth());
    question.put("batch", asked.batch());
    question.put("steps", asked.steps());
    question.put("untimedSteps", asked.untimedSteps());
    question.put("threads", asked.threads());
    question.put("seed", seed);
    question.put("table", table.toString());
    questions.write(json.writeValueAsString(question));
    questions.newLine();
    questions.flush();
    JsonNode answer = answer();
    if (!(answer.path("seconds").asDouble() > 0)) {
      throw new IOException("it failed: " + answer.path("error").asText("without a word"));
    }
    return new TrainTurn(
        answer.get("seconds").asDouble(),
        answer.path("firstLoss").asDouble(Double.NaN),
        answer.path("loss").asDouble(Double.NaN));
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
  }
}
