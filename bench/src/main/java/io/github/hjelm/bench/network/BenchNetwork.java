package io.github.hjelm.bench.network;

import io.github.hjelm.bench.stack.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network that every stack computes, with its weights, in double precision: slow, obvious, and
 * the judge of all others.
 *
 * <pre>
 * c = observation·o     s = straight·o + straight.bias     x = noise
 * for each step i:   h = relu(sample·x + c + bias[i, 0])
 *                    h = h + relu(hidden_l·h + bias[i, l])        l = 1 … layers - 1
 *                    x = x + (answer·h + s) / steps
 * </pre>
 *
 * <p>It is the flow policy of a bundle: what the time adds to each layer is a constant once the
 * steps are unrolled, so it stands in the biases. The noise is part of the network here, and the
 * same in every call of a stack: a controller draws it anew, which costs nanoseconds, but then no
 * two stacks could be compared.
 */
public final class BenchNetwork {

  /** Observations whose answers every stack has to reproduce before it is measured. */
  public static final int GOLDEN = 16;

  /** How far a stack may be from the answers here: float32 and another order of additions. */
  public static final double TOLERANCE = 1e-4;

  private static final String HIDDEN = "hidden";

  private final Network size;
  private final Map<String, WeightTensor> tensors = new LinkedHashMap<>();

  BenchNetwork(Network size, List<WeightTensor> tensors) {
    this.size = size;
    tensors.forEach(tensor -> this.tensors.put(tensor.name(), tensor));
    List<String> names = new ArrayList<>(names(size));
    names.removeAll(this.tensors.keySet());
    if (!names.isEmpty()) {
      throw new IllegalArgumentException("a network of " + size + " also needs " + names);
    }
  }

  /** The names of its tensors, in the order of {@code weights.bin}. */
  static List<String> names(Network size) {
    List<String> names =
        new ArrayList<>(List.of("observation", "sample", "straight", "straight.bias"));
    for (int layer = 1; layer < size.layers(); layer++) {
      names.add(HIDDEN + layer);
    }
    names.addAll(List.of("answer", "bias", "noise", "golden.observations"));
    return names;
  }

  /** How large it is. */
  public Network size() {
    return size;
  }

  /** Everything that a stack has to know, in the order of {@code weights.bin}. */
  public List<WeightTensor> tensors() {
    List<WeightTensor> all = new ArrayList<>();
    names(size).forEach(name -> all.add(tensor(name)));
    float[] answers = new float[GOLDEN * size.actions()];
    for (int row = 0; row < GOLDEN; row++) {
      double[] actions = actions(golden(row));
      for (int j = 0; j < actions.length; j++) {
        answers[row * actions.length + j] = (float) actions[j];
      }
    }
    all.add(new WeightTensor("golden.actions", List.of(GOLDEN, size.actions()), answers));
    return all;
  }

  /** One of the observations that stacks are checked with. */
  public float[] golden(int row) {
    float[] observation = new float[size.observations()];
    for (int i = 0; i < observation.length; i++) {
      observation[i] = tensor("golden.observations").at(row * observation.length + i);
    }
    return observation;
  }

  /** A copy of what the flow begins with, the same in every call. */
  public float[] noise() {
    return tensor("noise").copy();
  }

  /** What it answers to an observation. */
  public double[] actions(float[] observation) {
    return actions(observation, noise());
  }

  /** What it answers to an observation when it begins with other noise than its own. */
  public double[] actions(float[] observation, float[] noise) {
    double[] seen = doubles(observation);
    double[] c = new double[size.width()];
    addProduct(c, "observation", seen);
    double[] s = new double[size.actions()];
    addRow(s, "straight.bias", 0);
    addProduct(s, "straight", seen);
    double[] x = doubles(noise);
    for (int step = 0; step < size.steps(); step++) {
      double[] v = velocity(x, c, s, step);
      for (int j = 0; j < x.length; j++) {
        x[j] += v[j] / size.steps();
      }
    }
    return x;
  }

  private double[] velocity(double[] x, double[] c, double[] s, int step) {
    double[] h = c.clone();
    addRow(h, "bias", step * size.layers());
    addProduct(h, "sample", x);
    relu(h);
    for (int layer = 1; layer < size.layers(); layer++) {
      double[] more = new double[h.length];
      addRow(more, "bias", step * size.layers() + layer);
      addProduct(more, HIDDEN + layer, h);
      relu(more);
      for (int i = 0; i < h.length; i++) {
        h[i] += more[i];
      }
    }
    double[] v = s.clone();
    addProduct(v, "answer", h);
    return v;
  }

  private void addProduct(double[] sum, String matrix, double[] input) {
    WeightTensor weight = tensor(matrix);
    for (int i = 0; i < input.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] += input[i] * weight.at(i * sum.length + j);
      }
    }
  }

  private void addRow(double[] sum, String name, int row) {
    WeightTensor vectors = tensor(name);
    for (int j = 0; j < sum.length; j++) {
      sum[j] += vectors.at(row * sum.length + j);
    }
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  private static void relu(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
    }
  }

  WeightTensor tensor(String name) {
    WeightTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no tensor " + name + " in " + tensors.keySet());
    }
    return tensor;
  }
}
