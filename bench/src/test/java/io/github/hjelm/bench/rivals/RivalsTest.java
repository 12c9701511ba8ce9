package io.github.hjelm.bench.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.engine.Engines;
import io.github.hjelm.bench.stack.ProcessStack;
import io.github.hjelm.bench.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing is said; what is started is started as the launcher starts it. */
class RivalsTest {

  @TempDir private Path folder;

  private static String missing(Stack stack) {
    return stack.missing().orElse("nothing");
  }

  private static Stack named(Rivals rivals, String name) {
    return rivals.stacks().stream()
        .filter(stack -> stack.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void saysWhichVariableNamesAPython() {
    Rivals rivals = new Rivals(folder, Map.of());
    assertTrue(missing(named(rivals, "python-torch")).startsWith("TORCH_PYTHON does not name"));
    assertTrue(
        missing(named(rivals, "python-onnxruntime")).startsWith("ONNX_PYTHON does not name"));
  }

  @Test
  void saysThatAPythonDoesNotStart() {
    Map<String, String> environment = Map.of("TORCH_PYTHON", "/no/such/python");
    Rivals rivals = new Rivals(Path.of(".."), environment);
    assertTrue(missing(named(rivals, "python-torch")).startsWith("Python does not start"));
  }

  @Test
  void saysThatThereIsNoCompiler() {
    Rivals rivals = new Rivals(Path.of(".."), Map.of("CC", "/no/such/cc"));
    assertEquals("/no/such/cc is not installed (apt install gcc)", missing(rivals.stacks().get(0)));
  }

  @Test
  void saysThatThereAreNoSources() {
    assertTrue(missing(new Rivals(folder, Map.of()).stacks().get(0)).endsWith("is not here"));
  }

  @Test
  void javaStacksHaveTheLaunchersFlags() throws IOException {
    String launcher = Files.readString(Path.of("..", "deploy", "launcher", "start.sh"));
    for (String flag :
        Stream.of(
                JavaStack.FLAGS,
                JavaStack.SINCE_24,
                JavaStack.VECTORS,
                List.of(JavaStack.NO_MEMORY_CHECK))
            .flatMap(List::stream)
            .toList()) {
      // The heap is smaller: one responder, not a fleet with a dashboard.
      String stem = flag.replaceAll("\\d+m$", "");
      assertTrue(launcher.contains(stem), () -> flag + " is not the launcher's");
    }
    ProcessStack ours = (ProcessStack) JavaStack.of("x", Engines.HJELM);
    assertTrue(launcher.contains("TF_ENABLE_ONEDNN_OPTS:-0"));
    assertEquals("0", ours.environment().get("TF_ENABLE_ONEDNN_OPTS"));
  }

  @Test
  void defaultsAreDefaults() {
    ProcessStack defaults = (ProcessStack) JavaStack.of("x", Engines.TENSORFLOW_DEFAULTS);
    assertEquals("1", defaults.environment().get("TF_ENABLE_ONEDNN_OPTS"));
    assertTrue(!defaults.command().contains(JavaStack.NO_MEMORY_CHECK));
  }
}
