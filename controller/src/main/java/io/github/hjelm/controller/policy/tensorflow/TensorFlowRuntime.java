package io.github.hjelm.controller.policy.tensorflow;

import io.github.hjelm.sensors.time.MonotonicClock;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Add;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * What TensorFlow shows of itself when it is loaded and asked once for a sum.
 *
 * @param version of the native library
 * @param loadNs from the first touch until the native library answered; the first time on a machine
 *     it is unpacked, which takes longer
 * @param firstRunNs for building a graph of one addition, opening a session and running it
 */
public record TensorFlowRuntime(String version, long loadNs, long firstRunNs) {

  /** The launcher sets it; whoever sets it before has the last word. */
  private static final String ONEDNN = "TF_ENABLE_ONEDNN_OPTS";

  /**
   * Loads the native library into this process and runs one addition.
   *
   * @throws IllegalStateException when it does not load or cannot add, with the reason in one
   *     sentence
   */
  public static TensorFlowRuntime probe(MonotonicClock clock) {
    long startNs = clock.nanoTime();
    try {
      String version = TensorFlow.version();
      long loadedNs = clock.nanoTime();
      float sum = sumInOneSession(2, 3);
      if (sum != 5) {
        throw new IllegalStateException("TensorFlow " + version + " answers 2 + 3 = " + sum + ".");
      }
      return new TensorFlowRuntime(version, loadedNs - startNs, clock.nanoTime() - loadedNs);
    } catch (LinkageError e) {
      throw new IllegalStateException("TensorFlow's native library does not load: " + cause(e), e);
    }
  }

  /**
   * Begins to load the native library on a thread of its own, which takes a second that whoever
   * starts can use otherwise. A library that does not load is refused where it is used.
   */
  public static void loadAhead() {
    Thread loading = new Thread(TensorFlowRuntime::load, "load-tensorflow");
    loading.setDaemon(true);
    loading.start();
  }

  private static void load() {
    try {
      TensorFlow.version();
    } catch (LinkageError e) {
      // Said by the first sampler, with what to do.
      return;
    }
  }

  /** The version of the native library, which is loaded where it was not yet. */
  public static String libraryVersion() {
    return TensorFlow.version();
  }

  /** What samples policies in this process, in words: version, how it is called, oneDNN. */
  public static String engine() {
    return "TensorFlow "
        + libraryVersion()
        + " through "
        + GraphSessions.calls()
        + ", oneDNN "
        + oneDnn(System.getenv(ONEDNN));
  }

  /** Whether this process keeps to TensorFlow's own kernels. */
  static boolean isOneDnnOff() {
    return oneDnn(System.getenv(ONEDNN)).equals("off");
  }

  /** As TensorFlow reads it, once, when its first session is opened; a process cannot change it. */
  static String oneDnn(@Nullable String setting) {
    if (setting == null) {
      return "as it comes";
    }
    return setting.equals("0") || setting.equalsIgnoreCase("false") ? "off" : "on";
  }

  private static float sumInOneSession(float a, float b) {
    // One thread and no GPU: the probe must not start thread pools that outlive it.
    ConfigProto config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(-1)
            .putDeviceCount("GPU", 0)
            .build();
    try (Graph graph = new Graph()) {
      Ops ops = Ops.create(graph);
      Add<TFloat32> sum = ops.math.add(ops.constant(a), ops.constant(b));
      try (Session session = new Session(graph, config);
          Result result = session.runner().fetch(sum).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  /** The innermost reason: the outer ones only say that a class was not initialised. */
  private static String cause(Throwable error) {
    Throwable inner = error;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String message = inner.getMessage();
    return message == null
        ? inner.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
