package io.github.hjelm.export.bundle.plain;

import static io.github.hjelm.export.bundle.plain.PlainOp.single;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** Operations that move numbers without changing them. */
final class PlainShapes {

  private PlainShapes() {}

  static void register(Map<String, PlainOp> ops) {
    ops.put("Reshape", single((node, in) -> in.get(0).reshaped(in.get(1).ints())));
    ops.put("Shape", single((node, in) -> PlainTensor.ofInts(in.get(0).shape())));
    ops.put("Rank", single((node, in) -> scalar(in.get(0).rank())));
    ops.put("Size", single((node, in) -> scalar(in.get(0).size())));
    ops.put("Fill", single((node, in) -> repeated(in.get(1), in.get(0).ints())));
    ops.put("BroadcastTo", single((node, in) -> repeated(in.get(0), in.get(1).ints())));
    ops.put("ExpandDims", single((node, in) -> expanded(in.get(0), in.get(1).intAt(0))));
    ops.put("Squeeze", single(PlainShapes::squeezed));
    ops.put("Transpose", single((node, in) -> transposed(in.get(0), in.get(1).ints())));
    ops.put("Tile", single((node, in) -> tiled(in.get(0), in.get(1).ints())));
    ops.put("ConcatV2", single((node, in) -> joined(in)));
    ops.put("Pack", single(PlainShapes::packed));
    ops.put("Unpack", PlainShapes::unpacked);
    ops.put("Split", (node, in) -> split(in.get(1), in.get(0).intAt(0), whole(node, "num_split")));
    ops.put("SplitV", (node, in) -> split(in.get(0), in.get(2).intAt(0), in.get(1).ints()));
    ops.put("Slice", single((node, in) -> PlainSlices.slice(in)));
    ops.put("StridedSlice", single(PlainSlices::strided));
    ops.put("Pad", single((node, in) -> PlainSlices.pad(in.get(0), in.get(1).ints(), 0)));
    ops.put(
        "PadV2",
        single((node, in) -> PlainSlices.pad(in.get(0), in.get(1).ints(), in.get(2).at(0))));
    ops.put("GatherV2", single(PlainSlices::gathered));
    ops.put("Range", single((node, in) -> range(in)));
    ops.put("IdentityN", (node, in) -> in);
  }

  /** The shape that two shapes are repeated to. */
  static int[] broadcast(int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] shape = new int[rank];
    for (int i = 0; i < rank; i++) {
      int fromA = i < rank - a.length ? 1 : a[i - rank + a.length];
      int fromB = i < rank - b.length ? 1 : b[i - rank + b.length];
      if (fromA != fromB && fromA != 1 && fromB != 1) {
        throw new IllegalArgumentException(Arrays.toString(a) + " and " + Arrays.toString(b));
      }
      shape[i] = fromA == 1 ? fromB : fromA;
    }
    return shape;
  }

  /** For every number of the repeated shape, where it comes from. */
  static int[] sources(int[] from, int[] repeated) {
    int[] strides = PlainTensor.strides(from);
    int skipped = repeated.length - from.length;
    int[] sources = new int[PlainTensor.size(repeated)];
    int[] at = new int[repeated.length];
    for (int i = 0; i < sources.length; i++) {
      int source = 0;
      for (int axis = skipped; axis < at.length; axis++) {
        source += from[axis - skipped] == 1 ? 0 : at[axis] * strides[axis - skipped];
      }
      sources[i] = source;
      advance(at, repeated);
    }
    return sources;
  }

  /** The next place in row-major order. */
  static void advance(int[] at, int[] shape) {
    for (int axis = at.length - 1; axis >= 0; axis--) {
      if (++at[axis] < shape[axis]) {
        return;
      }
      at[axis] = 0;
    }
  }

  static PlainTensor repeated(PlainTensor x, int[] shape) {
    int[] sources = sources(x.shape(), shape);
    return PlainTensor.filled(shape, i -> x.at(sources[i]));
  }

  static PlainTensor transposed(PlainTensor x, int[] axes) {
    int[] shape = new int[axes.length];
    int[] strides = new int[axes.length];
    int[] from = x.strides();
    for (int i = 0; i < axes.length; i++) {
      shape[i] = x.size(axes[i]);
      strides[i] = from[axes[i]];
    }
    int[] at = new int[axes.length];
    return PlainTensor.filled(
        shape,
        i -> {
          int source = 0;
          for (int axis = 0; axis < at.length; axis++) {
            source += at[axis] * strides[axis];
          }
          advance(at, shape);
          return x.at(source);
        });
  }

  static int axis(int axis, int rank) {
    return axis < 0 ? axis + rank : axis;
  }

  private static PlainTensor scalar(double value) {
    return PlainTensor.filled(new int[0], i -> value);
  }

  private static PlainTensor expanded(PlainTensor x, int wanted) {
    int axis = axis(wanted, x.rank() + 1);
    int[] shape = new int[x.rank() + 1];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = i == axis ? 1 : x.size(i < axis ? i : i - 1);
    }
    return x.reshaped(shape);
  }

  private static PlainTensor squeezed(NodeDef node, List<PlainTensor> in) {
    PlainTensor x = in.get(0);
    List<Integer> axes =
        node
            .getAttrOrDefault("squeeze_dims", AttrValue.getDefaultInstance())
            .getList()
            .getIList()
            .stream()
            .map(axis -> axis(axis.intValue(), x.rank()))
            .toList();
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (axes.isEmpty() ? x.size(i) != 1 : !axes.contains(i)) {
        kept.add(x.size(i));
      }
    }
    return x.reshaped(kept.stream().mapToInt(Integer::intValue).toArray());
  }

  private static PlainTensor tiled(PlainTensor x, int[] times) {
    PlainTensor tiled = x;
    for (int axis = 0; axis < times.length; axis++) {
      List<PlainTensor> copies = new ArrayList<>();
      for (int k = 0; k < times[axis]; k++) {
        copies.add(tiled);
      }
      tiled = joined(copies, axis);
    }
    return tiled;
  }

  private static PlainTensor joined(List<PlainTensor> in) {
    List<PlainTensor> parts = in.subList(0, in.size() - 1);
    return joined(parts, axis(in.get(in.size() - 1).intAt(0), parts.get(0).rank()));
  }

  private static PlainTensor joined(List<PlainTensor> parts, int axis) {
    int[] shape = parts.get(0).shape();
    shape[axis] = parts.stream().mapToInt(part -> part.size(axis)).sum();
    double[] values = new double[PlainTensor.size(shape)];
    int inner = 1;
    for (int i = axis + 1; i < shape.length; i++) {
      inner *= shape[i];
    }
    int row = shape[axis] * inner;
    int begin = 0;
    for (PlainTensor part : parts) {
      int length = part.size(axis) * inner;
      for (int i = 0; i < part.size(); i++) {
        values[i / length * row + begin + i % length] = part.at(i);
      }
      begin += length;
    }
    return PlainTensor.of(shape, values);
  }

  private static PlainTensor packed(NodeDef node, List<PlainTensor> in) {
    int axis = axis(optionalInt(node, "axis"), in.get(0).rank() + 1);
    return joined(in.stream().map(part -> expanded(part, axis)).toList(), axis);
  }

  private static List<PlainTensor> unpacked(NodeDef node, List<PlainTensor> in) {
    PlainTensor x = in.get(0);
    int axis = axis(optionalInt(node, "axis"), x.rank());
    int[] shape = new int[x.rank() - 1];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = x.size(i < axis ? i : i + 1);
    }
    return split(x, axis, x.size(axis)).stream().map(part -> part.reshaped(shape)).toList();
  }

  private static List<PlainTensor> split(PlainTensor x, int wanted, int count) {
    int[] sizes = new int[count];
    Arrays.fill(sizes, x.size(wanted) / count);
    return split(x, wanted, sizes);
  }

  private static List<PlainTensor> split(PlainTensor x, int wanted, int[] sizes) {
    int axis = axis(wanted, x.rank());
    int known = Arrays.stream(sizes).filter(size -> size >= 0).sum();
    List<PlainTensor> parts = new ArrayList<>();
    int begin = 0;
    for (int size : sizes) {
      int[] from = new int[x.rank()];
      int[] length = x.shape();
      from[axis] = begin;
      length[axis] = size >= 0 ? size : x.size(axis) - known;
      parts.add(PlainSlices.slice(x, from, length));
      begin += length[axis];
    }
    return parts;
  }

  private static PlainTensor range(List<PlainTensor> in) {
    double start = in.get(0).at(0);
    double step = in.get(2).at(0);
    int count = (int) Math.max(0, Math.ceil((in.get(1).at(0) - start) / step));
    return PlainTensor.filled(new int[] {count}, i -> start + i * step);
  }

  static int whole(NodeDef node, String name) {
    return (int) node.getAttrOrThrow(name).getI();
  }

  static int optionalInt(NodeDef node, String name) {
    return (int) node.getAttrOrDefault(name, AttrValue.getDefaultInstance()).getI();
  }
}
