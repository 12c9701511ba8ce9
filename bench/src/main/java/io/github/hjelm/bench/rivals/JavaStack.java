package io.github.hjelm.bench.rivals;

import io.github.hjelm.bench.engine.Engines;
import io.github.hjelm.bench.respond.Responder;
import io.github.hjelm.bench.stack.ProcessStack;
import io.github.hjelm.bench.stack.Stack;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our transport with one engine, in a JVM of its own. */
final class JavaStack {

  /** Those of {@code deploy/launcher/start.sh}, with a heap that fits one responder. */
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms48m",
          "-Xmx256m",
          "-XX:+AlwaysPreTouch",
          "-XX:-UsePerfData",
          "-Dio.netty.jfr.enabled=false",
          "-Dfile.encoding=UTF-8");

  /** JavaCPP's default asks the operating system in every call. */
  static final String NO_MEMORY_CHECK = "-Dorg.bytedeco.javacpp.maxphysicalbytes=0";

  /** JNI and Unsafe are warned about from this JDK on unless they are allowed. */
  static final List<String> SINCE_24 =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  /** Where the engine for small networks computes. */
  static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector");

  private static final int WARNED_SINCE = 24;
  private static final String ONE_DNN = "TF_ENABLE_ONEDNN_OPTS";

  private static final String ONNX_RUNTIME = "ai/onnxruntime/OrtEnvironment.class";

  private JavaStack() {}

  static Stack of(String name, Engines engine) {
    return of(
        name,
        engine.written(),
        engine != Engines.TENSORFLOW_DEFAULTS,
        engine == Engines.HJELM_VECTOR ? VECTORS : List.of());
  }

  /** The controller's own loop around our sampler. */
  static Stack wholeLoop(String name) {
    return of(name, Responder.WHOLE_LOOP, true, List.of());
  }

  private static Stack of(String name, String engine, boolean tuned, List<String> own) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(archive());
    if (Runtime.version().feature() >= WARNED_SINCE) {
      command.addAll(SINCE_24);
    }
    if (tuned) {
      command.add(NO_MEMORY_CHECK);
    }
    command.addAll(own);
    command.addAll(List.of(Responder.class.getName(), "--engine", engine));
    Map<String, String> environment = new HashMap<>();
    // Not as an argument: ONNX Runtime 1.29 crashes when it is loaded by a process whose command
    // line is longer than about two kilobytes.
    environment.put("CLASSPATH", System.getProperty("java.class.path"));
    environment.put("TF_CPP_MIN_LOG_LEVEL", "2");
    // 1 is TensorFlow's own choice, which the launcher's would hide.
    environment.put(ONE_DNN, tuned ? "0" : "1");
    return new ProcessStack(name, true, () -> missing(engine), command, environment);
  }

  /** The class archive of this process, where it runs with one: its class path begins alike. */
  private static List<String> archive() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("-XX:SharedArchiveFile=") || flag.startsWith("-Xlog:cds"))
        .toList();
  }

  private static Optional<String> missing(String engine) {
    boolean there =
        !engine.equals(Engines.ONNXRUNTIME.written())
            || JavaStack.class.getClassLoader().getResource(ONNX_RUNTIME) != null;
    return there ? Optional.empty() : Optional.of("ONNX Runtime is not on the class path");
  }
}
