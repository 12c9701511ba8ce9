package io.github.hjelm.export.bundle.plain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Numbers in row-major order. Whole numbers and truth values are doubles too: those that a graph
 * counts with are small. Immutable.
 */
final class PlainTensor {

  private final int[] shape;
  private final double[] values;

  private PlainTensor(int[] shape, double[] values) {
    if (size(shape) != values.length) {
      throw new IllegalArgumentException(values.length + " numbers do not fill the shape");
    }
    this.shape = shape;
    this.values = values;
  }

  /** A tensor of these numbers, which the caller gives away. */
  static PlainTensor of(int[] shape, double[] values) {
    return new PlainTensor(shape.clone(), values);
  }

  static PlainTensor filled(int[] shape, IntToDoubleFunction value) {
    double[] values = new double[size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(i);
    }
    return of(shape, values);
  }

  static PlainTensor ofInts(int... values) {
    return filled(new int[] {values.length}, i -> values[i]);
  }

  static PlainTensor of(TensorProto proto) {
    TensorShapeProto sizes = proto.getTensorShape();
    int[] shape = new int[sizes.getDimCount()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.toIntExact(sizes.getDim(i).getSize());
    }
    ByteBuffer content =
        proto.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Double> listed = listed(proto);
    return filled(
        shape,
        i ->
            content.capacity() > 0
                ? packed(proto, content, i)
                // The last number stands for all that are left out; none at all stands for zeros.
                : listed.isEmpty() ? 0 : listed.get(Math.min(i, listed.size() - 1)));
  }

  int rank() {
    return shape.length;
  }

  int size() {
    return values.length;
  }

  /** Along one axis; negative ones count from the last. */
  int size(int axis) {
    return shape[axis < 0 ? axis + shape.length : axis];
  }

  int[] shape() {
    return shape.clone();
  }

  double at(int index) {
    return values[index];
  }

  int intAt(int index) {
    return (int) values[index];
  }

  double[] values() {
    return values.clone();
  }

  int[] ints() {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) values[i];
    }
    return ints;
  }

  PlainTensor map(DoubleUnaryOperator function) {
    return filled(shape, i -> function.applyAsDouble(values[i]));
  }

  /** The same numbers; one size may be -1 and is found. */
  PlainTensor reshaped(int... sizes) {
    int[] found = sizes.clone();
    int known = 1;
    for (int size : sizes) {
      known *= size == -1 ? 1 : size;
    }
    for (int i = 0; i < found.length; i++) {
      found[i] = found[i] == -1 ? values.length / known : found[i];
    }
    return new PlainTensor(found, values);
  }

  /** How far apart neighbours along each axis lie. */
  int[] strides() {
    return strides(shape);
  }

  static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  static int size(int[] shape) {
    int size = 1;
    for (int axis : shape) {
      size = Math.multiplyExact(size, axis);
    }
    return size;
  }

  private static double packed(TensorProto proto, ByteBuffer content, int i) {
    return switch (proto.getDtype()) {
      case DT_FLOAT -> content.getFloat(i * Float.BYTES);
      case DT_DOUBLE -> content.getDouble(i * Double.BYTES);
      case DT_INT32 -> content.getInt(i * Integer.BYTES);
      case DT_INT64 -> content.getLong(i * Long.BYTES);
      case DT_BOOL -> content.get(i);
      default -> throw new MissingOp("Const of " + proto.getDtype());
    };
  }

  private static List<Double> listed(TensorProto proto) {
    List<Double> listed = new ArrayList<>();
    proto.getFloatValList().forEach(value -> listed.add((double) value));
    proto.getDoubleValList().forEach(listed::add);
    proto.getIntValList().forEach(value -> listed.add((double) value));
    proto.getInt64ValList().forEach(value -> listed.add((double) value));
    proto.getBoolValList().forEach(value -> listed.add(value ? 1.0 : 0.0));
    return listed;
  }
}
