package io.github.hjelm.controller.bundle;

import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph.Node;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations that a policy may consist of: arithmetic on tensors. A SavedModel is a program,
 * and TensorFlow can read files, draw random numbers, keep state and call back; none of that is
 * here, so that one input has one answer and nothing else happens.
 */
public final class OpAllowList {

  /** A value of more floats than this is refused before memory is asked for it. */
  private static final long MAX_CONSTANT_NUMBERS = 1L << 28;

  private static final Set<String> POLICY =
      words(
          "Const Placeholder Identity IdentityN StopGradient PreventGradient Snapshot PartitionedCall",
          "MatMul BatchMatMul BatchMatMulV2 BatchMatMulV3 Einsum BiasAdd",
          "Conv2D Conv2DBackpropInput DepthwiseConv2dNative ResizeNearestNeighbor",
          "MaxPool AvgPool ResizeBilinear",
          "Add AddV2 AddN Sub Mul MulNoNan RealDiv Div DivNoNan FloorDiv FloorMod Mod Neg Abs Sign",
          "Reciprocal Inv Pow Square SquaredDifference Sqrt Rsqrt Exp Expm1 Log Log1p Xlogy",
          "Sin Cos Tan Asin Acos Atan Atan2 Sinh Cosh Tanh Erf Erfc Floor Ceil Round Rint",
          "Maximum Minimum ClipByValue Relu Relu6 LeakyRelu Elu Selu Sigmoid Softplus Softsign",
          "Softmax LogSoftmax Mean Sum Prod Max Min All Any Cumsum ArgMax ArgMin L2Loss",
          "Select SelectV2 Equal NotEqual Less LessEqual Greater GreaterEqual",
          "LogicalAnd LogicalOr LogicalNot IsFinite IsNan IsInf",
          "Reshape Transpose ConcatV2 Concat Slice StridedSlice Split SplitV Pack Unpack Pad PadV2",
          "ExpandDims Squeeze Tile BroadcastTo BroadcastArgs Fill ZerosLike OnesLike Shape ShapeN",
          "Size Rank Range LinSpace Cast GatherV2 GatherNd OneHot ReverseV2 Roll MatrixBandPart",
          "FusedBatchNormV3 Conv2DBackpropFilter NoOp",
          "TanhGrad SigmoidGrad SoftplusGrad ReluGrad Relu6Grad EluGrad SeluGrad LeakyReluGrad",
          "SqrtGrad RsqrtGrad ReciprocalGrad BiasAddGrad StridedSliceGrad BroadcastGradientArgs",
          "ResizeNearestNeighborGrad ConcatOffset InvertPermutation DynamicStitch",
          "UnsortedSegmentSum ScatterNd");

  private OpAllowList() {}

  /** Whether a policy may use an operation of this name. */
  public static boolean allows(String op) {
    return POLICY.contains(op);
  }

  /** Walks every node of the graph and of every function in it. */
  static void check(SavedModelGraph model, String where) throws BundleRefusal {
    for (Node node : model.nodes()) {
      if (!POLICY.contains(node.op())) {
        throw new BundleRefusal(
            where
                + " uses the operation "
                + printable(node.op())
                + " (node "
                + printable(node.name())
                + node.function().map(name -> " of function " + printable(name)).orElse("")
                + "), which no policy needs: export it as a frozen graph of arithmetic");
      }
      if (node.constantNumbers() > MAX_CONSTANT_NUMBERS) {
        throw new BundleRefusal(
            where + " holds in node " + printable(node.name()) + " more numbers than any policy");
      }
    }
  }

  private static String printable(String name) {
    String ascii = name.replaceAll("[^ -~]", "?");
    return ascii.length() > 100 ? ascii.substring(0, 100) + "..." : ascii;
  }

  private static Set<String> words(String... lines) {
    return Stream.of(lines)
        .flatMap(line -> Stream.of(line.split(" ")))
        .collect(Collectors.toUnmodifiableSet());
  }
}
