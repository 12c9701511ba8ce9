package io.github.hjelm.export.bundle.plain;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.NodeDef;

/** Operations that take parts of a tensor. */
final class PlainSlices {

  private PlainSlices() {}

  static PlainTensor slice(List<PlainTensor> in) {
    PlainTensor x = in.get(0);
    int[] begin = in.get(1).ints();
    int[] length = in.get(2).ints();
    for (int i = 0; i < length.length; i++) {
      length[i] = length[i] == -1 ? x.size(i) - begin[i] : length[i];
    }
    return slice(x, begin, length);
  }

  static PlainTensor slice(PlainTensor x, int[] begin, int[] length) {
    int[] ones = new int[length.length];
    java.util.Arrays.fill(ones, 1);
    return every(x, begin, ones, length);
  }

  static PlainTensor pad(PlainTensor x, int[] margins, double value) {
    int[] shape = x.shape();
    for (int i = 0; i < shape.length; i++) {
      shape[i] += margins[2 * i] + margins[2 * i + 1];
    }
    int[] strides = x.strides();
    int[] at = new int[shape.length];
    return PlainTensor.filled(
        shape,
        i -> {
          int source = 0;
          boolean inside = true;
          for (int axis = 0; axis < at.length; axis++) {
            int place = at[axis] - margins[2 * axis];
            inside &= place >= 0 && place < x.size(axis);
            source += place * strides[axis];
          }
          PlainShapes.advance(at, shape);
          return inside ? x.at(source) : value;
        });
  }

  static PlainTensor gathered(NodeDef node, List<PlainTensor> in) {
    if (PlainShapes.optionalInt(node, "batch_dims") != 0) {
      throw new MissingOp("GatherV2 with batch_dims");
    }
    PlainTensor x = in.get(0);
    PlainTensor places = in.get(1);
    int axis = PlainShapes.axis(in.get(2).intAt(0), x.rank());
    int outer = 1;
    int inner = 1;
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (i == axis) {
        java.util.Arrays.stream(places.shape()).forEach(shape::add);
      } else {
        shape.add(x.size(i));
        outer *= i < axis ? x.size(i) : 1;
        inner *= i > axis ? x.size(i) : 1;
      }
    }
    double[] values = new double[outer * places.size() * inner];
    for (int i = 0; i < values.length; i++) {
      int place = places.intAt(i / inner % places.size());
      int block = i / inner / places.size();
      values[i] = x.at((block * x.size(axis) + place) * inner + i % inner);
    }
    return PlainTensor.of(shape.stream().mapToInt(Integer::intValue).toArray(), values);
  }

  /** Python's {@code x[begin:end:step, ...]} with all that a mask can say. */
  static PlainTensor strided(NodeDef node, List<PlainTensor> in) {
    PlainTensor x = in.get(0);
    int count = in.get(1).size();
    int ellipsis = PlainShapes.optionalInt(node, "ellipsis_mask");
    int added = PlainShapes.optionalInt(node, "new_axis_mask");
    int shrunk = PlainShapes.optionalInt(node, "shrink_axis_mask");
    int fromStart = PlainShapes.optionalInt(node, "begin_mask");
    int toEnd = PlainShapes.optionalInt(node, "end_mask");
    int[] begin = new int[x.rank()];
    int[] step = new int[x.rank()];
    int[] length = new int[x.rank()];
    List<Integer> shape = new ArrayList<>();
    int axis = 0;
    int named = count - Integer.bitCount(added & ((1 << count) - 1)) - Integer.bitCount(ellipsis);
    for (int k = 0; k < count; k++) {
      if (has(ellipsis, k)) {
        for (int rest = x.rank() - named; rest > 0; rest--, axis++) {
          whole(x, axis, begin, step, length, shape);
        }
      } else if (has(added, k)) {
        shape.add(1);
      } else {
        boolean single = has(shrunk, k);
        Range range =
            Range.of(
                in.get(1).intAt(k),
                in.get(2).intAt(k),
                in.get(3).intAt(k),
                x.size(axis),
                has(fromStart, k) && !single,
                has(toEnd, k),
                single);
        begin[axis] = range.begin();
        step[axis] = range.step();
        length[axis] = range.length();
        if (!single) {
          shape.add(range.length());
        }
        axis++;
      }
    }
    while (axis < x.rank()) {
      whole(x, axis++, begin, step, length, shape);
    }
    return every(x, begin, step, length)
        .reshaped(shape.stream().mapToInt(Integer::intValue).toArray());
  }

  private record Range(int begin, int step, int length) {

    static Range of(
        int begin, int end, int step, int size, boolean open, boolean toEnd, boolean single) {
      int from = begin < 0 ? begin + size : begin;
      if (single) {
        return new Range(from, 1, 1);
      }
      int to = end < 0 ? end + size : end;
      int first = step > 0 ? 0 : size - 1;
      int past = step > 0 ? size : -1;
      from = open ? first : Math.min(Math.max(from, step > 0 ? 0 : -1), step > 0 ? size : size - 1);
      to = toEnd ? past : Math.min(Math.max(to, step > 0 ? 0 : -1), step > 0 ? size : size - 1);
      int span = step > 0 ? to - from + step - 1 : to - from + step + 1;
      return new Range(from, step, Math.max(0, span / step));
    }
  }

  private static void whole(
      PlainTensor x, int axis, int[] begin, int[] step, int[] length, List<Integer> shape) {
    begin[axis] = 0;
    step[axis] = 1;
    length[axis] = x.size(axis);
    shape.add(x.size(axis));
  }

  private static PlainTensor every(PlainTensor x, int[] begin, int[] step, int[] length) {
    int[] strides = x.strides();
    int[] at = new int[length.length];
    return PlainTensor.filled(
        length,
        i -> {
          int source = 0;
          for (int axis = 0; axis < at.length; axis++) {
            source += (begin[axis] + at[axis] * step[axis]) * strides[axis];
          }
          PlainShapes.advance(at, length);
          return x.at(source);
        });
  }

  private static boolean has(int mask, int bit) {
    return (mask >> bit & 1) == 1;
  }
}
