package io.github.hjelm.controller.recorder;

import io.github.hjelm.controller.policy.PolicyEngine;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowRuntime;
import io.github.hjelm.controller.policy.vector.VectorSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What can make the last bits of a number differ from those of another machine. */
final class ThisMachine {

  private static final String CPU_MODEL = "model name";

  private ThisMachine() {}

  /**
   * By name; loads TensorFlow where that computes.
   *
   * @param build of Hjelm
   * @param engine what computes the policy
   */
  static Map<String, String> describe(String build, PolicyEngine engine) {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("hjelm", build);
    machine.put("java", System.getProperty("java.vm.name", "") + " " + Runtime.version());
    machine.put(
        "system", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
    machine.put("processor", processor());
    if (engine == PolicyEngine.TENSORFLOW) {
      machine.put("tensorflow", TensorFlowRuntime.libraryVersion());
    } else {
      machine.put("engine", VectorSampler.engine());
    }
    return machine;
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith(CPU_MODEL))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException | java.io.UncheckedIOException e) {
      return "unknown";
    }
  }
}
