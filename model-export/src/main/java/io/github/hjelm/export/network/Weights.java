package io.github.hjelm.export.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The weights of a network in a graph, taken out of the vector that holds them all. */
public final class Weights {

  private final Ops tf;
  private final WeightLayout layout;
  private final List<Operand<TFloat32>> slices = new ArrayList<>();
  private final Map<String, Operand<TFloat32>> byName = new HashMap<>();

  /** Takes pieces out of a vector of the layout's size. */
  public Weights(Ops tf, WeightLayout layout, Operand<TFloat32> vector) {
    this.tf = tf;
    this.layout = layout;
    for (WeightLayout.Piece piece : layout.pieces()) {
      Operand<TFloat32> slice =
          tf.slice(
              vector,
              tf.constant(new int[] {piece.offset()}),
              tf.constant(new int[] {piece.size()}));
      slices.add(slice);
      Operand<TFloat32> shaped =
          piece.shape().size() == 1
              ? slice
              : tf.reshape(
                  slice, tf.constant(piece.shape().stream().mapToInt(Integer::intValue).toArray()));
      if (byName.put(piece.name(), shaped) != null) {
        throw new IllegalStateException("two weights are called " + piece.name());
      }
    }
  }

  /** The weight of that name. */
  public Operand<TFloat32> of(String name) {
    Operand<TFloat32> weight = byName.get(name);
    if (weight == null) {
      throw new IllegalArgumentException(
          "there is no weight " + name + " among " + byName.keySet());
    }
    return weight;
  }

  /** d loss / d vector. */
  public Operand<TFloat32> gradient(Operand<TFloat32> loss) {
    Output<?>[] to = slices.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    // Without a start TensorFlow makes one from the loss by an operation that has no gradient.
    Output<?>[] start = {tf.constant(1f).asOutput()};
    Output<?>[] gradients =
        ((org.tensorflow.Graph) tf.scope().env())
            .addGradients("gradient", new Output<?>[] {loss.asOutput()}, to, start);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    List<WeightLayout.Piece> pieces = layout.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      WeightLayout.Piece piece = pieces.get(i);
      int end = i + 1 < pieces.size() ? pieces.get(i + 1).offset() : layout.size();
      parts.add(flat(gradients[i]));
      int gap = end - piece.offset() - piece.size();
      if (gap > 0) {
        parts.add(tf.constant(new float[gap]));
      }
    }
    return tf.concat(parts, tf.constant(0));
  }

  private Operand<TFloat32> flat(Output<?> gradient) {
    return tf.reshape(gradient.expect(TFloat32.class), tf.constant(new int[] {-1}));
  }
}
