package io.github.hjelm.export.bundle.plain;

import static io.github.hjelm.export.bundle.plain.PlainOp.single;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** Operations that make one number of many: products of matrices, sums along axes, softmax. */
final class PlainSums {

  private PlainSums() {}

  static void register(Map<String, PlainOp> ops) {
    ops.put("MatMul", single((node, in) -> product(node, in, "transpose_a", "transpose_b")));
    for (String name : List.of("BatchMatMul", "BatchMatMulV2", "BatchMatMulV3")) {
      ops.put(name, single((node, in) -> product(node, in, "adj_x", "adj_y")));
    }
    ops.put("BiasAdd", single(PlainSums::biased));
    reduction(ops, "Sum", 0, Double::sum);
    reduction(ops, "Prod", 1, (a, b) -> a * b);
    reduction(ops, "Max", Double.NEGATIVE_INFINITY, Math::max);
    reduction(ops, "Min", Double.POSITIVE_INFINITY, Math::min);
    ops.put("Mean", single(PlainSums::mean));
    ops.put("Softmax", single((node, in) -> softmax(in.get(0))));
    ops.put("LogSoftmax", single((node, in) -> softmax(in.get(0)).map(Math::log)));
  }

  private static PlainTensor product(
      NodeDef node, List<PlainTensor> in, String turnA, String turnB) {
    PlainTensor a = flag(node, turnA) ? turned(in.get(0)) : in.get(0);
    PlainTensor b = flag(node, turnB) ? turned(in.get(1)) : in.get(1);
    int rows = a.size(-2);
    int inner = a.size(-1);
    int columns = b.size(-1);
    int[] batchA = Arrays.copyOf(a.shape(), a.rank() - 2);
    int[] batchB = Arrays.copyOf(b.shape(), b.rank() - 2);
    int[] batch = PlainShapes.broadcast(batchA, batchB);
    int[] fromA = PlainShapes.sources(batchA, batch);
    int[] fromB = PlainShapes.sources(batchB, batch);
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = rows;
    shape[batch.length + 1] = columns;
    double[] values = new double[PlainTensor.size(shape)];
    for (int i = 0; i < values.length; i++) {
      int matrix = i / (rows * columns);
      int row = i / columns % rows;
      int startA = (fromA[matrix] * rows + row) * inner;
      int startB = fromB[matrix] * inner * columns + i % columns;
      double sum = 0;
      for (int k = 0; k < inner; k++) {
        sum += a.at(startA + k) * b.at(startB + k * columns);
      }
      values[i] = sum;
    }
    return PlainTensor.of(shape, values);
  }

  private static PlainTensor turned(PlainTensor x) {
    int[] axes = new int[x.rank()];
    Arrays.setAll(axes, i -> i);
    axes[x.rank() - 2] = x.rank() - 1;
    axes[x.rank() - 1] = x.rank() - 2;
    return PlainShapes.transposed(x, axes);
  }

  private static PlainTensor biased(NodeDef node, List<PlainTensor> in) {
    PlainConvolutions.requireChannelsLast(node);
    return PlainMath.zip(in.get(0), in.get(1), Double::sum);
  }

  private static void reduction(
      Map<String, PlainOp> ops, String name, double start, DoubleBinaryOperator function) {
    ops.put(name, single((node, in) -> reduced(node, in, start, function)));
  }

  private static PlainTensor mean(NodeDef node, List<PlainTensor> in) {
    PlainTensor sum = reduced(node, in, 0, Double::sum);
    double count = (double) in.get(0).size() / sum.size();
    return sum.map(x -> x / count);
  }

  private static PlainTensor reduced(
      NodeDef node, List<PlainTensor> in, double start, DoubleBinaryOperator function) {
    PlainTensor x = in.get(0);
    int[] kept = x.shape();
    for (int axis : in.get(1).ints()) {
      kept[PlainShapes.axis(axis, x.rank())] = 1;
    }
    double[] values = new double[PlainTensor.size(kept)];
    Arrays.fill(values, start);
    // The same map as for repeating, read the other way.
    int[] targets = PlainShapes.sources(kept, x.shape());
    for (int i = 0; i < x.size(); i++) {
      values[targets[i]] = function.applyAsDouble(values[targets[i]], x.at(i));
    }
    PlainTensor reduced = PlainTensor.of(kept, values);
    if (flag(node, "keep_dims")) {
      return reduced;
    }
    boolean[] gone = new boolean[x.rank()];
    for (int axis : in.get(1).ints()) {
      gone[PlainShapes.axis(axis, x.rank())] = true;
    }
    int[] shape = new int[x.rank()];
    int rank = 0;
    for (int i = 0; i < x.rank(); i++) {
      if (!gone[i]) {
        shape[rank++] = x.size(i);
      }
    }
    return reduced.reshaped(Arrays.copyOf(shape, rank));
  }

  private static PlainTensor softmax(PlainTensor x) {
    int columns = x.size(-1);
    double[] values = x.values();
    for (int row = 0; row < values.length; row += columns) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = row; i < row + columns; i++) {
        largest = Math.max(largest, values[i]);
      }
      double sum = 0;
      for (int i = row; i < row + columns; i++) {
        values[i] = Math.exp(values[i] - largest);
        sum += values[i];
      }
      for (int i = row; i < row + columns; i++) {
        values[i] /= sum;
      }
    }
    return PlainTensor.of(x.shape(), values);
  }

  static boolean flag(NodeDef node, String name) {
    return node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getB();
  }
}
