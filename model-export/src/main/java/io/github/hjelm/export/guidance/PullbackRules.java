package io.github.hjelm.export.guidance;

import io.github.hjelm.export.network.Algebra;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.image.ResizeNearestNeighborGrad;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.Conv2dBackpropInput;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What each operation of a network makes of the gradient behind it. */
final class PullbackRules {

  private PullbackRules() {}

  /**
   * The part of an operation's gradient that belongs to one of its inputs; null where none flows.
   *
   * @param g of its only output
   */
  static @Nullable Operand<TFloat32> pulled(
      Algebra a, GraphOperation op, int input, Operand<TFloat32> g) {
    Operand<TFloat32> in = floats(op, input);
    return switch (op.type()) {
      case "Identity", "BiasAdd" -> g;
      case "StopGradient" -> null;
      case "Add", "AddV2" -> summed(a, g, in, op);
      case "Sub" -> summed(a, input == 0 ? g : a.tf().math.neg(g), in, op);
      case "Mul" -> summed(a, a.times(g, floats(op, 1 - input)), in, op);
      case "Div", "RealDiv" -> numerator(a, op, input, g);
      case "SquaredDifference" -> {
        Operand<TFloat32> off = a.minus(in, floats(op, 1 - input));
        yield summed(a, a.times(a.times(2, off), g), in, op);
      }
      case "Square" -> a.times(a.times(2, in), g);
      case "Sqrt" -> a.over(a.times(0.5, g), output(op));
      case "Rsqrt" -> a.times(g, a.times(-0.5, a.over(output(op), in)));
      case "Exp" -> a.times(g, output(op));
      case "Tanh" -> a.times(g, a.oneMinus(a.square(output(op))));
      case "Relu" -> a.tf().nn.reluGrad(g, output(op));
      case "Softmax" -> softmax(a, output(op), g);
      case "Mean", "Sum" -> spread(a, op, in, g);
      case "MatMul" -> product(a, op, input, g);
      case "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3" -> products(a, op, input, g);
      case "Reshape" -> a.tf().reshape(g, shape(a, in.shape()));
      case "Transpose" ->
          a.tf().linalg.transpose(g, a.tf().math.invertPermutation(integers(op, 1)));
      case "ConcatV2" -> part(a, op, input, g);
      case "Conv2D" -> convolution(a, op, in, g);
      case "ResizeNearestNeighbor" -> stretched(a, op, in, g);
      default ->
          throw new IllegalArgumentException(
              "no gradient is known here of the operation %s (node %s)"
                  .formatted(op.type(), op.name()));
    };
  }

  private static Operand<TFloat32> floats(GraphOperation op, int input) {
    return op.input(input).expect(TFloat32.class);
  }

  private static Operand<TInt32> integers(GraphOperation op, int input) {
    return op.input(input).expect(TInt32.class);
  }

  private static Operand<TFloat32> output(GraphOperation op) {
    return op.output(0).expect(TFloat32.class);
  }

  // b = c/d:  ∂b/∂c = 1/d
  private static Operand<TFloat32> numerator(
      Algebra a, GraphOperation op, int input, Operand<TFloat32> g) {
    if (input != 0) {
      throw new IllegalArgumentException(
          "no gradient is known here of what divides (node %s)".formatted(op.name()));
    }
    return summed(a, a.over(g, floats(op, 1)), floats(op, 0), op);
  }

  // s = softmax(x):  (g - Σ g s) s
  private static Operand<TFloat32> softmax(Algebra a, Operand<TFloat32> s, Operand<TFloat32> g) {
    Operand<TFloat32> last = a.times(g, s);
    Operand<TFloat32> sum = a.tf().reduceSum(last, a.tf().constant(-1), ReduceSum.keepDims(true));
    return a.times(a.minus(g, sum), s);
  }

  /** Over the axes that were repeated, so that it has the shape of the input again. */
  private static Operand<TFloat32> summed(
      Algebra a, Operand<TFloat32> g, Operand<TFloat32> in, GraphOperation op) {
    Shape from = op.output(0).shape();
    Shape to = in.shape();
    int more = from.numDimensions() - to.numDimensions();
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < from.numDimensions(); axis++) {
      // Rows of unknown number are x's on either side.
      if (axis < more || (to.get(axis - more) == 1 && from.get(axis) != 1)) {
        axes.add(axis);
      }
    }
    if (axes.isEmpty()) {
      return g;
    }
    Operand<TInt32> over = a.tf().constant(axes.stream().mapToInt(Integer::intValue).toArray());
    Operand<TFloat32> sum = a.tf().reduceSum(g, over, ReduceSum.keepDims(true));
    return more == 0 ? sum : a.tf().reshape(sum, shape(a, to));
  }

  /** The gradient of a mean or a sum, back to all that it is of. */
  private static Operand<TFloat32> spread(
      Algebra a, GraphOperation op, Operand<TFloat32> in, Operand<TFloat32> g) {
    if (!op.attributes().getAttrBool("keep_dims")) {
      throw new IllegalArgumentException(
          "no gradient is known here of a sum that drops its axes (node %s)".formatted(op.name()));
    }
    Shape wide = in.shape();
    Shape narrow = op.output(0).shape();
    int[] times = new int[wide.numDimensions()];
    int count = 1;
    for (int axis = 0; axis < times.length; axis++) {
      boolean isWhole = wide.get(axis) == narrow.get(axis);
      times[axis] = isWhole ? 1 : known(wide.get(axis), op);
      count *= times[axis];
    }
    Operand<TFloat32> each = op.type().equals("Mean") ? a.times(1.0 / count, g) : g;
    return a.tf().tile(each, a.tf().constant(times));
  }

  // y = x·W:  g·Wᵀ
  private static Operand<TFloat32> product(
      Algebra a, GraphOperation op, int input, Operand<TFloat32> g) {
    boolean isPlain =
        !op.attributes().getAttrBool("transpose_a") && !op.attributes().getAttrBool("transpose_b");
    if (input != 0 || !isPlain) {
      throw new IllegalArgumentException(
          "no gradient is known here of a product by what is sampled (node %s)"
              .formatted(op.name()));
    }
    return a.tf().linalg.matMul(g, floats(op, 1), MatMul.transposeB(true));
  }

  // C = A·B:  g·Bᵀ and Aᵀ·g;  C = A·Bᵀ:  g·B and gᵀ·A
  private static Operand<TFloat32> products(
      Algebra a, GraphOperation op, int input, Operand<TFloat32> g) {
    if (op.attributes().getAttrBool("adj_x")) {
      throw new IllegalArgumentException(
          "no gradient is known here of a product that is turned (node %s)".formatted(op.name()));
    }
    boolean turned = op.attributes().getAttrBool("adj_y");
    Operand<TFloat32> other = floats(op, 1 - input);
    if (input == 0) {
      return batched(a, g, other, BatchMatMul.adjY(!turned));
    }
    return turned
        ? batched(a, g, other, BatchMatMul.adjX(true))
        : batched(a, other, g, BatchMatMul.adjX(true));
  }

  private static Operand<TFloat32> batched(
      Algebra a, Operand<TFloat32> x, Operand<TFloat32> y, BatchMatMul.Options options) {
    return a.tf().train.batchMatMul(x, y, TFloat32.class, options);
  }

  /** What of the joined belongs to one part. */
  private static Operand<TFloat32> part(
      Algebra a, GraphOperation op, int input, Operand<TFloat32> g) {
    Shape whole = op.output(0).shape();
    int rank = whole.numDimensions();
    int[] begin = new int[rank];
    int[] size = new int[rank];
    // To the end, but along the axis that they are joined by.
    Arrays.fill(size, -1);
    for (int axis = 0; axis < rank; axis++) {
      if (op.input(input).shape().get(axis) != whole.get(axis)) {
        size[axis] = known(op.input(input).shape().get(axis), op);
        for (int before = 0; before < input; before++) {
          begin[axis] += known(op.input(before).shape().get(axis), op);
        }
      }
    }
    return a.tf().slice(g, a.tf().constant(begin), a.tf().constant(size));
  }

  private static Operand<TFloat32> convolution(
      Algebra a, GraphOperation op, Operand<TFloat32> in, Operand<TFloat32> g) {
    List<Long> strides = Arrays.stream(op.attributes().getAttrIntList("strides")).boxed().toList();
    return a.tf()
        .nn
        .conv2dBackpropInput(
            a.tf().shape(in),
            floats(op, 1),
            g,
            strides,
            op.attributes().getAttrString("padding"),
            new Conv2dBackpropInput.Options[0]);
  }

  private static Operand<TFloat32> stretched(
      Algebra a, GraphOperation op, Operand<TFloat32> in, Operand<TFloat32> g) {
    int[] size = {known(in.shape().get(1), op), known(in.shape().get(2), op)};
    return a.tf()
        .image
        .resizeNearestNeighborGrad(
            g, a.tf().constant(size), new ResizeNearestNeighborGrad.Options[0]);
  }

  /** At most one of its sizes is not known. */
  private static Operand<TInt32> shape(Algebra a, Shape shape) {
    int[] sizes = new int[shape.numDimensions()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = (int) shape.get(axis);
    }
    if (Arrays.stream(sizes).filter(size -> size < 0).count() > 1) {
      throw new IllegalArgumentException("of the shape %s too little is known".formatted(shape));
    }
    return a.tf().constant(sizes);
  }

  private static int known(long size, GraphOperation op) {
    if (size < 0) {
      throw new IllegalArgumentException(
          "the node %s has an axis of unknown size".formatted(op.name()));
    }
    return (int) size;
  }
}
