package io.github.hjelm.bench.engine;

import io.github.hjelm.bench.network.BenchNetwork;
import io.github.hjelm.bench.network.NetworkFolder;
import io.github.hjelm.bench.network.SeededNetwork;
import io.github.hjelm.bench.stack.Network;
import java.nio.file.Path;
import java.util.Arrays;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/** TensorFlow Java as its documentation shows it, without a single setting. */
final class TensorFlowDefaultsEngine implements Engine {

  private final SavedModelBundle bundle;
  private final Session session;
  private final Network size;
  private final float[] noise;
  private final String observation;
  private final String noises;
  private final String answer;

  TensorFlowDefaultsEngine(Path folder, BenchNetwork network, int mostRows) {
    bundle = SavedModelBundle.load(folder.resolve(NetworkFolder.SAVED_MODEL).toString(), "serve");
    session = bundle.session();
    size = network.size();
    noise = new float[mostRows * size.actions()];
    for (int row = 0; row < mostRows; row++) {
      System.arraycopy(network.noise(), 0, noise, row * size.actions(), size.actions());
    }
    SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow(SeededNetwork.SIGNATURE);
    observation = signature.getInputsOrThrow("observation").getName();
    noises = signature.getInputsOrThrow("noise").getName();
    answer = signature.getOutputsOrThrow("actions").getName();
  }

  @Override
  public void infer(float[] observations, int rows, float[] actions) {
    try (TFloat32 seen = rows(observations, rows, size.observations());
        TFloat32 drawn = rows(noise, rows, size.actions());
        Result result =
            session.runner().feed(observation, seen).feed(noises, drawn).fetch(answer).run()) {
      TFloat32 answered = (TFloat32) result.get(0);
      answered.copyTo(DataBuffers.of(actions).narrow(answered.size()));
    }
  }

  @Override
  public void close() {
    bundle.close();
  }

  private static TFloat32 rows(float[] numbers, int rows, int columns) {
    float[] these = Arrays.copyOf(numbers, rows * columns);
    return TFloat32.tensorOf(Shape.of(rows, columns), DataBuffers.of(these, true, false));
  }
}
