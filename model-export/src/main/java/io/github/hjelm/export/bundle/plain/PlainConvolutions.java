package io.github.hjelm.export.bundle.plain;

import static io.github.hjelm.export.bundle.plain.PlainOp.single;

import java.util.List;
import java.util.Map;
import org.tensorflow.proto.NodeDef;

/**
 * Convolutions of pictures [batch, height, width, channel]; a sequence is a picture of height 1.
 */
final class PlainConvolutions {

  private PlainConvolutions() {}

  static void register(Map<String, PlainOp> ops) {
    ops.put("Conv2D", single((node, in) -> convolution(node, in.get(0), in.get(1))));
    ops.put("Conv2DBackpropInput", single(PlainConvolutions::transposed));
    ops.put("ResizeNearestNeighbor", single(PlainConvolutions::nearest));
    ops.put("ResizeNearestNeighborGrad", single(PlainConvolutions::gathered));
  }

  static void requireChannelsLast(NodeDef node) {
    if (node.containsAttr("data_format")
        && !node.getAttrOrThrow("data_format").getS().toStringUtf8().equals("NHWC")) {
      throw new MissingOp(node.getOp() + " with channels first");
    }
  }

  /**
   * One axis: input, kernel and output sizes, the stride, and the zeros before the first number.
   */
  private record Axis(int in, int kernel, int out, int stride, int before) {

    static Axis of(NodeDef node, int axis, int in, int kernel) {
      requireDense(node, axis);
      int stride = (int) node.getAttrOrThrow("strides").getList().getI(axis);
      String padding = node.getAttrOrThrow("padding").getS().toStringUtf8();
      return switch (padding) {
        case "VALID" -> new Axis(in, kernel, (in - kernel) / stride + 1, stride, 0);
        case "SAME" -> {
          int out = (in + stride - 1) / stride;
          int zeros = Math.max((out - 1) * stride + kernel - in, 0);
          yield new Axis(in, kernel, out, stride, zeros / 2);
        }
        default -> throw new MissingOp(node.getOp() + " with padding " + padding);
      };
    }

    private static void requireDense(NodeDef node, int axis) {
      requireChannelsLast(node);
      if (node.containsAttr("dilations")
          && node.getAttrOrThrow("dilations").getList().getICount() > axis
          && node.getAttrOrThrow("dilations").getList().getI(axis) != 1) {
        throw new MissingOp(node.getOp() + " with dilations");
      }
    }
  }

  /** Calls back for every pair of numbers that a kernel joins. */
  private interface Pair {
    void at(int input, int kernel, int output);
  }

  private static PlainTensor convolution(NodeDef node, PlainTensor x, PlainTensor kernel) {
    Axis h = Axis.of(node, 1, x.size(1), kernel.size(0));
    Axis w = Axis.of(node, 2, x.size(2), kernel.size(1));
    int[] shape = {x.size(0), h.out(), w.out(), kernel.size(3)};
    double[] values = new double[PlainTensor.size(shape)];
    pairs(
        x.size(0),
        h,
        w,
        kernel.size(2),
        kernel.size(3),
        (i, k, o) -> values[o] += x.at(i) * kernel.at(k));
    return PlainTensor.of(shape, values);
  }

  /** The gradient of a convolution by its input, which is the convolution transposed. */
  private static PlainTensor transposed(NodeDef node, List<PlainTensor> in) {
    int[] shape = in.get(0).ints();
    PlainTensor kernel = in.get(1);
    PlainTensor y = in.get(2);
    Axis h = Axis.of(node, 1, shape[1], kernel.size(0));
    Axis w = Axis.of(node, 2, shape[2], kernel.size(1));
    double[] values = new double[PlainTensor.size(shape)];
    pairs(
        shape[0],
        h,
        w,
        kernel.size(2),
        kernel.size(3),
        (i, k, o) -> values[i] += y.at(o) * kernel.at(k));
    return PlainTensor.of(shape, values);
  }

  private static void pairs(int batch, Axis h, Axis w, int in, int out, Pair pair) {
    for (int b = 0; b < batch; b++) {
      for (int row = 0; row < h.out(); row++) {
        for (int column = 0; column < w.out(); column++) {
          for (int kh = 0; kh < h.kernel(); kh++) {
            for (int kw = 0; kw < w.kernel(); kw++) {
              int fromRow = row * h.stride() + kh - h.before();
              int fromColumn = column * w.stride() + kw - w.before();
              if (fromRow < 0 || fromRow >= h.in() || fromColumn < 0 || fromColumn >= w.in()) {
                continue;
              }
              int input = ((b * h.in() + fromRow) * w.in() + fromColumn) * in;
              int weights = (kh * w.kernel() + kw) * in * out;
              int output = ((b * h.out() + row) * w.out() + column) * out;
              for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                  pair.at(input + i, weights + i * out + o, output + o);
                }
              }
            }
          }
        }
      }
    }
  }

  private static PlainTensor nearest(NodeDef node, List<PlainTensor> in) {
    PlainTensor x = in.get(0);
    boolean centred = PlainSums.flag(node, "half_pixel_centers");
    if (PlainSums.flag(node, "align_corners")) {
      throw new MissingOp("ResizeNearestNeighbor with align_corners");
    }
    int[] size = in.get(1).ints();
    int[] shape = {x.size(0), size[0], size[1], x.size(3)};
    int channels = shape[3];
    return PlainTensor.filled(
        shape,
        i -> {
          int column = i / channels % size[1];
          int row = i / channels / size[1] % size[0];
          int batch = i / channels / size[1] / size[0];
          int fromRow = source(row, x.size(1), size[0], centred);
          int fromColumn = source(column, x.size(2), size[1], centred);
          return x.at(
              ((batch * x.size(1) + fromRow) * x.size(2) + fromColumn) * channels + i % channels);
        });
  }

  /** The gradient of that by its input: the sum of all that was taken from a place. */
  private static PlainTensor gathered(NodeDef node, List<PlainTensor> in) {
    PlainTensor g = in.get(0);
    boolean centred = PlainSums.flag(node, "half_pixel_centers");
    if (PlainSums.flag(node, "align_corners")) {
      throw new MissingOp("ResizeNearestNeighborGrad with align_corners");
    }
    int[] size = in.get(1).ints();
    int channels = g.size(3);
    int[] shape = {g.size(0), size[0], size[1], channels};
    double[] values = new double[PlainTensor.size(shape)];
    for (int i = 0; i < g.size(); i++) {
      int column = i / channels % g.size(2);
      int row = i / channels / g.size(2) % g.size(1);
      int batch = i / channels / g.size(2) / g.size(1);
      int toRow = source(row, size[0], g.size(1), centred);
      int toColumn = source(column, size[1], g.size(2), centred);
      values[((batch * size[0] + toRow) * size[1] + toColumn) * channels + i % channels] += g.at(i);
    }
    return PlainTensor.of(shape, values);
  }

  private static int source(int at, int in, int out, boolean centred) {
    double place = (centred ? at + 0.5 : at) * in / out;
    return Math.min((int) Math.floor(place), in - 1);
  }
}
