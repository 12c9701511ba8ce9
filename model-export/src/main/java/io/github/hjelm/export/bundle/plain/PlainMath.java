package io.github.hjelm.export.bundle.plain;

import static io.github.hjelm.export.bundle.plain.PlainOp.single;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** Operations on numbers one by one. */
final class PlainMath {

  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  private PlainMath() {}

  static void register(Map<String, PlainOp> ops) {
    registerUnary(ops);
    registerBinary(ops);
    ops.put("Cast", single(PlainMath::cast));
    ops.put("Select", single((node, in) -> select(in)));
    ops.put("SelectV2", single((node, in) -> select(in)));
    ops.put("ClipByValue", single((node, in) -> clip(in)));
    ops.put(
        "AddN",
        single((node, in) -> in.stream().reduce((a, b) -> zip(a, b, Double::sum)).orElseThrow()));
    ops.put("LeakyRelu", single(PlainMath::leakyRelu));
  }

  private static void registerUnary(Map<String, PlainOp> ops) {
    unary(ops, "Identity", x -> x);
    unary(ops, "StopGradient", x -> x);
    unary(ops, "PreventGradient", x -> x);
    unary(ops, "Snapshot", x -> x);
    unary(ops, "Neg", x -> -x);
    unary(ops, "Abs", Math::abs);
    unary(ops, "Sign", Math::signum);
    unary(ops, "Relu", x -> Math.max(x, 0));
    unary(ops, "Relu6", x -> Math.min(Math.max(x, 0), 6));
    unary(ops, "Elu", x -> x > 0 ? x : Math.expm1(x));
    unary(ops, "Selu", x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)));
    unary(ops, "Tanh", Math::tanh);
    unary(ops, "Sigmoid", x -> 1 / (1 + Math.exp(-x)));
    // log(1 + exp(x)) without overflow.
    unary(ops, "Softplus", x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
    unary(ops, "Softsign", x -> x / (1 + Math.abs(x)));
    unary(ops, "Exp", Math::exp);
    unary(ops, "Expm1", Math::expm1);
    unary(ops, "Log", Math::log);
    unary(ops, "Log1p", Math::log1p);
    unary(ops, "Sqrt", Math::sqrt);
    unary(ops, "Rsqrt", x -> 1 / Math.sqrt(x));
    unary(ops, "Square", x -> x * x);
    unary(ops, "Reciprocal", x -> 1 / x);
    unary(ops, "Sin", Math::sin);
    unary(ops, "Cos", Math::cos);
    unary(ops, "Tan", Math::tan);
    unary(ops, "Atan", Math::atan);
    unary(ops, "Erf", PlainMath::erf);
    unary(ops, "Floor", Math::floor);
    unary(ops, "Ceil", Math::ceil);
    unary(ops, "LogicalNot", x -> 1 - x);
    unary(ops, "ZerosLike", x -> 0);
    unary(ops, "OnesLike", x -> 1);
  }

  private static void registerBinary(Map<String, PlainOp> ops) {
    binary(ops, "Add", Double::sum);
    binary(ops, "AddV2", Double::sum);
    binary(ops, "Sub", (a, b) -> a - b);
    binary(ops, "Mul", (a, b) -> a * b);
    binary(ops, "RealDiv", (a, b) -> a / b);
    ops.put("Div", single(PlainMath::divided));
    binary(ops, "DivNoNan", (a, b) -> b == 0 ? 0 : a / b);
    binary(ops, "FloorDiv", (a, b) -> Math.floor(a / b));
    binary(ops, "FloorMod", (a, b) -> a - b * Math.floor(a / b));
    binary(ops, "Pow", Math::pow);
    binary(ops, "Atan2", Math::atan2);
    binary(ops, "SquaredDifference", (a, b) -> (a - b) * (a - b));
    // What flows back where a ReLU, or its answer, was above zero.
    binary(ops, "ReluGrad", (g, x) -> x > 0 ? g : 0);
    binary(ops, "Maximum", Math::max);
    binary(ops, "Minimum", Math::min);
    binary(ops, "Equal", (a, b) -> a == b ? 1 : 0);
    binary(ops, "NotEqual", (a, b) -> a != b ? 1 : 0);
    binary(ops, "Less", (a, b) -> a < b ? 1 : 0);
    binary(ops, "LessEqual", (a, b) -> a <= b ? 1 : 0);
    binary(ops, "Greater", (a, b) -> a > b ? 1 : 0);
    binary(ops, "GreaterEqual", (a, b) -> a >= b ? 1 : 0);
    binary(ops, "LogicalAnd", (a, b) -> a * b);
    binary(ops, "LogicalOr", Math::max);
  }

  /** Two tensors number by number; an axis of one number, or none, is repeated. */
  static PlainTensor zip(PlainTensor a, PlainTensor b, DoubleBinaryOperator function) {
    int[] shape = PlainShapes.broadcast(a.shape(), b.shape());
    int[] fromA = PlainShapes.sources(a.shape(), shape);
    int[] fromB = PlainShapes.sources(b.shape(), shape);
    return PlainTensor.filled(shape, i -> function.applyAsDouble(a.at(fromA[i]), b.at(fromB[i])));
  }

  private static void unary(Map<String, PlainOp> ops, String name, DoubleUnaryOperator function) {
    ops.put(name, single((node, in) -> in.get(0).map(function)));
  }

  private static void binary(Map<String, PlainOp> ops, String name, DoubleBinaryOperator function) {
    ops.put(name, single((node, in) -> zip(in.get(0), in.get(1), function)));
  }

  private static PlainTensor select(List<PlainTensor> in) {
    PlainTensor chosen = in.get(0);
    int[] shape =
        PlainShapes.broadcast(
            PlainShapes.broadcast(chosen.shape(), in.get(1).shape()), in.get(2).shape());
    int[] condition = PlainShapes.sources(chosen.shape(), shape);
    int[] ifTrue = PlainShapes.sources(in.get(1).shape(), shape);
    int[] ifFalse = PlainShapes.sources(in.get(2).shape(), shape);
    return PlainTensor.filled(
        shape,
        i -> chosen.at(condition[i]) != 0 ? in.get(1).at(ifTrue[i]) : in.get(2).at(ifFalse[i]));
  }

  /** Whole numbers lose what is left over. */
  private static PlainTensor divided(NodeDef node, List<PlainTensor> in) {
    boolean real =
        switch (node.getAttrOrThrow("T").getType()) {
          case DT_FLOAT, DT_DOUBLE -> true;
          default -> false;
        };
    return zip(
        in.get(0),
        in.get(1),
        (a, b) -> {
          if (real) {
            return a / b;
          }
          long whole = (long) a / (long) b;
          return whole;
        });
  }

  private static PlainTensor clip(List<PlainTensor> in) {
    return zip(zip(in.get(0), in.get(2), Math::min), in.get(1), Math::max);
  }

  private static PlainTensor leakyRelu(NodeDef node, List<PlainTensor> in) {
    double slope = node.containsAttr("alpha") ? node.getAttrOrThrow("alpha").getF() : 0.2;
    return in.get(0).map(x -> x > 0 ? x : slope * x);
  }

  private static PlainTensor cast(NodeDef node, List<PlainTensor> in) {
    DataType type = node.getAttrOrThrow("DstT").getType();
    return switch (type) {
      case DT_FLOAT, DT_DOUBLE -> in.get(0);
      case DT_INT32, DT_INT64 -> in.get(0).map(x -> (long) x);
      case DT_BOOL -> in.get(0).map(x -> x != 0 ? 1 : 0);
      default -> throw new MissingOp("Cast to " + type);
    };
  }

  /** erf(x) = 2/√π · exp(-x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·5···(2n+1)), all of one sign. */
  static double erf(double x) {
    // Beyond this, 1 - erf is smaller than a double can tell.
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
