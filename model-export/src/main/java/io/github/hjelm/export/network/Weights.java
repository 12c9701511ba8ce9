package io.github.hjelm.export.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The weights of a network in a graph, taken out of the vector that holds them all, or out of its
 * shards.
 */
public final class Weights {

  private final Ops tf;
  private final List<WeightLayout.Shard> shards;
  private final List<WeightLayout.Piece> pieces;
  private final List<Operand<TFloat32>> slices = new ArrayList<>();
  private final Map<String, Operand<TFloat32>> byName = new HashMap<>();

  /** Takes pieces out of a vector of the layout's size. */
  public Weights(Ops tf, WeightLayout layout, Operand<TFloat32> vector) {
    this(tf, layout, layout.shards(1), List.of(vector));
  }

  /**
   * Takes pieces out of shards.
   *
   * @param shards of the layout
   * @param vectors the numbers of each
   */
  public Weights(
      Ops tf,
      WeightLayout layout,
      List<WeightLayout.Shard> shards,
      List<Operand<TFloat32>> vectors) {
    this.tf = tf;
    this.shards = List.copyOf(shards);
    pieces = layout.pieces();
    for (WeightLayout.Piece piece : pieces) {
      int shard = shardOf(piece);
      Operand<TFloat32> slice =
          tf.slice(
              vectors.get(shard),
              tf.constant(new int[] {piece.offset() - shards.get(shard).offset()}),
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

  private int shardOf(WeightLayout.Piece piece) {
    for (int k = 0; k < shards.size(); k++) {
      if (shards.get(k).holds(piece)) {
        return k;
      }
    }
    throw new IllegalStateException(piece + " lies in none of " + shards);
  }

  /** d loss / d shard, for each of them. */
  public List<Operand<TFloat32>> gradients(Operand<TFloat32> loss) {
    Output<?>[] to = slices.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    // Without a start TensorFlow makes one from the loss by an operation that has no gradient.
    Output<?>[] start = {tf.constant(1f).asOutput()};
    Output<?>[] gradients =
        ((org.tensorflow.Graph) tf.scope().env())
            .addGradients("gradient", new Output<?>[] {loss.asOutput()}, to, start);
    List<Operand<TFloat32>> answer = new ArrayList<>();
    for (WeightLayout.Shard shard : shards) {
      answer.add(gradient(shard, gradients));
    }
    return answer;
  }

  private Operand<TFloat32> gradient(WeightLayout.Shard shard, Output<?>[] gradients) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    int end = shard.offset();
    for (int i = 0; i < pieces.size(); i++) {
      WeightLayout.Piece piece = pieces.get(i);
      if (shard.holds(piece)) {
        fill(parts, piece.offset() - end);
        parts.add(flat(gradients[i]));
        end = piece.offset() + piece.size();
      }
    }
    fill(parts, shard.offset() + shard.size() - end);
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(0));
  }

  /** What lies between pieces has no gradient. */
  private void fill(List<Operand<TFloat32>> parts, int count) {
    if (count > 0) {
      parts.add(tf.constant(new float[count]));
    }
  }

  private Operand<TFloat32> flat(Output<?> gradient) {
    return tf.reshape(gradient.expect(TFloat32.class), tf.constant(new int[] {-1}));
  }
}
