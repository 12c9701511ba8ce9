package io.github.hjelm.export.network;

import io.github.hjelm.export.network.WeightLayout.Initial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Fully connected layers with shortcuts, and a straight line from the observation to the answer.
 *
 * <p>Time enters every layer as a shift: when steps are unrolled at export, times are constants and
 * the shifts become part of the biases, so knowing the time costs nothing at run time. ReLU,
 * because TensorFlow fuses it with the product and the bias before it.
 */
public final class ResidualMlp implements Network {

  private static final int TIME_WIDTH = 64;

  private final NetworkShape shape;
  private final int width;
  private final int depth;
  private final WeightLayout layout;

  /**
   * @param width of every hidden layer
   * @param depth how many hidden layers there are
   */
  public ResidualMlp(NetworkShape shape, int width, int depth) {
    if (width < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "a network cannot have %d layers of %d".formatted(depth, width));
    }
    this.shape = shape;
    this.width = width;
    this.depth = depth;
    layout = makeLayout();
  }

  private WeightLayout makeLayout() {
    WeightLayout made = new WeightLayout();
    made.weight("observation", Initial.RELU, shape.observationSize(), width);
    if (shape.seesSample()) {
      made.weight("sample", Initial.RELU, shape.chunkSize(), width);
    }
    if (shape.times() > 0) {
      made.weight("time", Initial.RELU, shape.times() * TimeFeatures.PER_TIME, TIME_WIDTH);
      made.bias("time.bias", TIME_WIDTH);
    }
    for (int layer = 0; layer < depth; layer++) {
      if (layer > 0) {
        made.weight("hidden" + layer, Initial.RELU, width, width);
      }
      made.bias("hidden" + layer + ".bias", width);
      if (shape.times() > 0) {
        made.weight("hidden" + layer + ".time", Initial.LINEAR, TIME_WIDTH, width);
      }
    }
    made.weight("answer", Initial.ZERO, width, shape.outputSize());
    made.weight("answer.straight", Initial.ZERO, shape.observationSize(), shape.outputSize());
    made.bias("answer.bias", shape.outputSize());
    return made;
  }

  @Override
  public NetworkShape shape() {
    return shape;
  }

  @Override
  public WeightLayout layout() {
    return layout;
  }

  @Override
  public String description() {
    return "residual MLP %d×%d".formatted(depth, width);
  }

  @Override
  public List<Operand<TFloat32>> see(Algebra a, Weights w, Operand<TFloat32> observation) {
    return List.of(
        a.matmul(observation, w.of("observation")),
        a.plus(a.matmul(observation, w.of("answer.straight")), w.of("answer.bias")));
  }

  @Override
  public Operand<TFloat32> answer(
      Algebra a,
      Weights w,
      List<Operand<TFloat32>> seen,
      @Nullable Operand<TFloat32> sample,
      @Nullable Operand<TFloat32> times) {
    List<Operand<TFloat32>> shifts = shifts(a, w, times);
    Operand<TFloat32> first = a.plus(seen.get(0), shifts.get(0));
    if (sample != null) {
      first = a.plus(a.matmul(sample, w.of("sample")), first);
    }
    Operand<TFloat32> h = a.tf().nn.relu(first);
    for (int layer = 1; layer < depth; layer++) {
      Operand<TFloat32> inner = a.matmul(h, w.of("hidden" + layer));
      h = a.plus(h, a.tf().nn.relu(a.plus(inner, shifts.get(layer))));
    }
    return a.plus(a.matmul(h, w.of("answer")), seen.get(1));
  }

  private List<Operand<TFloat32>> shifts(Algebra a, Weights w, @Nullable Operand<TFloat32> times) {
    List<Operand<TFloat32>> shifts = new ArrayList<>();
    if (times == null) {
      for (int layer = 0; layer < depth; layer++) {
        shifts.add(w.of("hidden" + layer + ".bias"));
      }
      return shifts;
    }
    Operand<TFloat32> features = a.matmul(TimeFeatures.of(a, times), w.of("time"));
    Operand<TFloat32> hidden = a.tf().nn.relu(a.plus(features, w.of("time.bias")));
    for (int layer = 0; layer < depth; layer++) {
      shifts.add(
          a.plus(
              a.matmul(hidden, w.of("hidden" + layer + ".time")),
              w.of("hidden" + layer + ".bias")));
    }
    return shifts;
  }
}
