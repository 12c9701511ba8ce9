package io.github.hjelm.export.network;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network with weights, in a graph. */
public final class Model {

  private final Algebra algebra;
  private final Network network;
  private final Weights weights;

  public Model(Algebra algebra, Network network, Weights weights) {
    this.algebra = algebra;
    this.network = network;
    this.weights = weights;
  }

  /** A network that learns no more. */
  public static Model frozen(Algebra a, Network network, float[] weights) {
    if (weights.length != network.layout().size()) {
      throw new IllegalArgumentException(
          "%d weights do not fit a network of %d"
              .formatted(weights.length, network.layout().size()));
    }
    return new Model(a, network, new Weights(a.tf(), network.layout(), a.vector(weights)));
  }

  /** What it is fed and answers. */
  public NetworkShape shape() {
    return network.shape();
  }

  /** See {@link Network#see}. */
  public List<Operand<TFloat32>> see(Operand<TFloat32> observation) {
    return network.see(algebra, weights, observation);
  }

  /** See {@link Network#answer}. */
  public Operand<TFloat32> answer(
      List<Operand<TFloat32>> seen,
      @Nullable Operand<TFloat32> sample,
      @Nullable Operand<TFloat32> times) {
    return network.answer(algebra, weights, seen, sample, times);
  }
}
