package io.github.hjelm.bench.network;

import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A flow policy of the kind that bundles hold, with weights from a seed instead of from training:
 * what it costs does not depend on what it has learnt.
 */
public final class SeededNetwork {

  /** The signature behind which the SavedModel answers. */
  public static final String SIGNATURE = "serving_default";

  /** Keeps commands about as large as an action is. */
  private static final double ANSWER_SCALE = 0.1;

  private static final double BIAS_SCALE = 0.1;
  private static final int TIME_FEATURES = 9;
  private static final int TIME_WIDTH = 64;

  private final Network size;
  private final SeededWeights weights;

  /** The same network for the same size and the same seed. */
  public SeededNetwork(Network size) {
    this.size = size;
    ResidualMlp network =
        new ResidualMlp(
            new NetworkShape(size.observations(), 1, size.actions(), true, 1, 1),
            size.width(),
            size.layers());
    weights = new SeededWeights(network, size.seed());
    int w = size.width();
    weights.draw("answer", w * size.actions(), ANSWER_SCALE / Math.sqrt(w));
    double perInput = 1 / Math.sqrt(size.observations());
    weights.draw("answer.straight", size.observations() * size.actions(), perInput);
    weights.draw("answer.bias", size.actions(), BIAS_SCALE);
    weights.draw("time.bias", TIME_WIDTH, BIAS_SCALE);
    for (int layer = 0; layer < size.layers(); layer++) {
      weights.draw("hidden" + layer + ".bias", w, BIAS_SCALE);
    }
  }

  /** Its weights as all stacks read them. */
  public BenchNetwork network() {
    int w = size.width();
    List<WeightTensor> tensors = new ArrayList<>();
    tensors.add(matrix("observation", "observation", size.observations(), w));
    tensors.add(matrix("sample", "sample", size.actions(), w));
    tensors.add(matrix("straight", "answer.straight", size.observations(), size.actions()));
    float[] straight = weights.piece("answer.bias", size.actions());
    tensors.add(new WeightTensor("straight.bias", List.of(size.actions()), straight));
    for (int layer = 1; layer < size.layers(); layer++) {
      tensors.add(matrix("hidden" + layer, "hidden" + layer, w, w));
    }
    tensors.add(matrix("answer", "answer", w, size.actions()));
    tensors.add(new WeightTensor("bias", List.of(size.steps() * size.layers(), w), biases()));
    SplittableRandom random = new SplittableRandom(size.seed() + 1);
    tensors.add(new WeightTensor("noise", List.of(size.actions()), normal(random, size.actions())));
    tensors.add(
        new WeightTensor(
            "golden.observations",
            List.of(BenchNetwork.GOLDEN, size.observations()),
            normal(random, BenchNetwork.GOLDEN * size.observations())));
    return new BenchNetwork(size, tensors);
  }

  /** The same network as the SavedModel of a bundle, byte for byte what an export would write. */
  public byte[] savedModel() {
    return weights.savedModel(SIGNATURE, size.steps());
  }

  /** bias[i, l] = hidden_l.time·relu(time·features(i / S) + time.bias) + hidden_l.bias. */
  private float[] biases() {
    int w = size.width();
    float[] biases = new float[size.steps() * size.layers() * w];
    for (int step = 0; step < size.steps(); step++) {
      double[] told = told((double) step / size.steps());
      for (int layer = 0; layer < size.layers(); layer++) {
        float[] bias = weights.piece("hidden" + layer + ".bias", w);
        float[] shift = weights.piece("hidden" + layer + ".time", TIME_WIDTH * w);
        for (int j = 0; j < w; j++) {
          double sum = bias[j];
          for (int k = 0; k < TIME_WIDTH; k++) {
            sum += told[k] * shift[k * w + j];
          }
          biases[(step * size.layers() + layer) * w + j] = (float) sum;
        }
      }
    }
    return biases;
  }

  private double[] told(double t) {
    double[] features = new double[TIME_FEATURES];
    features[0] = t;
    for (int octave = 0; 2 * octave + 2 < TIME_FEATURES; octave++) {
      double angle = Math.PI * (1 << octave) * t;
      features[2 * octave + 1] = Math.sin(angle);
      features[2 * octave + 2] = Math.cos(angle);
    }
    float[] bias = weights.piece("time.bias", TIME_WIDTH);
    float[] weight = weights.piece("time", TIME_FEATURES * TIME_WIDTH);
    double[] told = new double[TIME_WIDTH];
    for (int k = 0; k < TIME_WIDTH; k++) {
      double sum = bias[k];
      for (int i = 0; i < TIME_FEATURES; i++) {
        sum += features[i] * weight[i * TIME_WIDTH + k];
      }
      told[k] = Math.max(0, sum);
    }
    return told;
  }

  private WeightTensor matrix(String name, String piece, int rows, int columns) {
    return new WeightTensor(name, List.of(rows, columns), weights.piece(piece, rows * columns));
  }

  private static float[] normal(SplittableRandom random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
