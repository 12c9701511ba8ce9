package io.github.hjelm.bench.engine;

import io.github.hjelm.bench.network.BenchNetwork;
import io.github.hjelm.bench.network.NetworkFolder;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** Engines by name. */
public enum Engines {
  /** The sampler of the controller. */
  HJELM,
  /** The same with the controller's engine for small networks instead of TensorFlow. */
  HJELM_VECTOR,
  /** ONNX Runtime, as its Java documentation recommends and with one thread. */
  ONNXRUNTIME,
  /** TensorFlow Java as its documentation shows it: what the controller's settings buy. */
  TENSORFLOW_DEFAULTS;

  /** Before it is measured: TensorFlow optimises its graph, and the JVM compiles. */
  private static final int WARM_UP_CALLS = 2_000;

  /** As on the command line. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The engine of that name. */
  public static Engines of(String written) throws EngineRefusal {
    return Arrays.stream(values())
        .filter(engine -> engine.written().equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineRefusal(
                    "there is no engine '%s', only %s"
                        .formatted(
                            written, List.of(values()).stream().map(Engines::written).toList()),
                    null));
  }

  /** Begins to load what will be needed, on a thread of its own. */
  public void loadAhead() {
    if (this == HJELM || this == TENSORFLOW_DEFAULTS) {
      TensorFlowRuntime.loadAhead();
    }
  }

  /** An engine that computes nothing. */
  public static Engine echo(int observations, int actions) {
    return new EchoEngine(observations, actions);
  }

  /**
   * Makes one for a network, checks its answers and warms it up.
   *
   * @param mostRows in one call
   */
  public Engine open(Path folder, int mostRows) throws EngineRefusal {
    try {
      BenchNetwork network = NetworkFolder.read(folder);
      Engine engine = make(folder, network, mostRows);
      double worst = worstError(engine, network, mostRows);
      if (!(worst <= BenchNetwork.TOLERANCE)) {
        engine.close();
        throw new EngineRefusal(
            "the answers of %s differ by %g from those of the network in %s"
                .formatted(written(), worst, folder),
            null);
      }
      warmUp(engine, network, mostRows);
      return engine;
    } catch (IOException e) {
      throw new EngineRefusal("the network cannot be read: " + e.getMessage(), e);
    } catch (SamplerRefusal e) {
      throw new EngineRefusal(e.sentence(), e);
    }
  }

  private Engine make(Path folder, BenchNetwork network, int mostRows)
      throws IOException, SamplerRefusal {
    return switch (this) {
      case HJELM ->
          new SamplerEngine(
              network,
              mostRows,
              Samplers.tensorFlow(NetworkFolder.savedModel(folder), network.size()),
              Engines::capacity);
      case HJELM_VECTOR ->
          new SamplerEngine(
              network,
              mostRows,
              Samplers.vector(NetworkFolder.savedModel(folder), network.size()),
              Engines::capacity);
      // It takes rows of any number at no cost, so nothing is computed in vain.
      case ONNXRUNTIME ->
          new SamplerEngine(
              network,
              mostRows,
              Samplers.onnxRuntime(NetworkFolder.onnx(folder), network.size()),
              IntUnaryOperator.identity());
      case TENSORFLOW_DEFAULTS -> new TensorFlowDefaultsEngine(folder, network, mostRows);
    };
  }

  /** The largest error over all golden observations, in calls of every size. */
  private static double worstError(Engine engine, BenchNetwork network, int mostRows) {
    double worst = 0;
    for (int rows = 1; rows <= Math.min(mostRows, BenchNetwork.GOLDEN); rows++) {
      for (int first = 0; first + rows <= BenchNetwork.GOLDEN; first += rows) {
        double error = worstError(engine, network, first, rows, mostRows);
        // Written so that NaN stays.
        worst = error <= worst ? worst : error;
      }
    }
    return worst;
  }

  private static double worstError(
      Engine engine, BenchNetwork network, int first, int rows, int mostRows) {
    int o = network.size().observations();
    int a = network.size().actions();
    float[] observations = new float[capacity(mostRows) * o];
    float[] actions = new float[capacity(mostRows) * a];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(network.golden(first + row), 0, observations, row * o, o);
    }
    engine.infer(observations, rows, actions);
    double worst = 0;
    for (int row = 0; row < rows; row++) {
      double[] right = network.actions(network.golden(first + row));
      for (int j = 0; j < a; j++) {
        double error = Math.abs(actions[row * a + j] - right[j]);
        worst = error <= worst ? worst : error;
      }
    }
    return worst;
  }

  private static void warmUp(Engine engine, BenchNetwork network, int mostRows) {
    float[] observations = new float[capacity(mostRows) * network.size().observations()];
    float[] actions = new float[capacity(mostRows) * network.size().actions()];
    for (int rows = 1; rows <= mostRows; rows *= 2) {
      for (int call = 0; call < WARM_UP_CALLS / rows; call++) {
        engine.infer(observations, rows, actions);
      }
    }
  }

  /** Rows of the arrays that an engine is given: the next power of two. */
  public static int capacity(int mostRows) {
    return Integer.highestOneBit(Math.max(1, 2 * mostRows - 1));
  }
}
