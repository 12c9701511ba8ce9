package io.github.hjelm.export.bundle.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.export.bundle.FrozenGraph;
import io.github.hjelm.export.bundle.PolicyGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class PlainForwardTest {

  private static final int ROWS = 5;
  private static final int WIDTH = 6;

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void agreesWithTensorFlowOnEveryOperation() throws Exception {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> a = placeholder(tf, "a");
      Placeholder<TFloat32> b = placeholder(tf, "b");
      Map<String, Operand<TFloat32>> answers = new LinkedHashMap<>();
      numbers(tf, a, b, answers);
      shapes(tf, a, b, answers);
      sums(tf, a, b, answers);
      convolutions(tf, a, b, answers);
      try (Session session = new Session(graph)) {
        PolicyGraph policy = new PolicyGraph(graph, session, a, b, answers);
        FrozenGraph frozen = FrozenGraph.of(policy);
        assertEquals(new TreeSet<>(), PlainForward.missing(frozen.graph()));
        float[] x = gaussian(ROWS * WIDTH);
        float[] y = gaussian(ROWS * WIDTH);
        Map<String, float[]> expected = policy.answers(x, y);
        PlainForward forward = new PlainForward(frozen.graph());
        forward.feed("a", x, WIDTH);
        forward.feed("b", y, WIDTH);
        for (String name : answers.keySet()) {
          String port = Objects.requireNonNull(frozen.actions().get(name));
          assertNear(Objects.requireNonNull(expected.get(name)), forward.fetch(port), name);
        }
      }
    }
  }

  @Test
  void namesWhatItDoesNotKnow() throws Exception {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> a = placeholder(tf, "a");
      Placeholder<TFloat32> b = placeholder(tf, "b");
      Map<String, Operand<TFloat32>> answers =
          Map.of("x", tf.math.add(tf.math.cumsum(a, tf.constant(1)), b));
      try (Session session = new Session(graph)) {
        FrozenGraph frozen = FrozenGraph.of(new PolicyGraph(graph, session, a, b, answers));
        assertEquals(new TreeSet<>(List.of("Cumsum")), PlainForward.missing(frozen.graph()));
        PlainForward forward = new PlainForward(frozen.graph());
        forward.feed("a", new float[WIDTH], WIDTH);
        forward.feed("b", new float[WIDTH], WIDTH);
        MissingOp missing =
            assertThrows(
                MissingOp.class,
                () -> forward.fetch(Objects.requireNonNull(frozen.actions().get("x"))));
        assertEquals("Cumsum", missing.op());
      }
    }
  }

  @Test
  void knowsTheErrorFunctionToTheLastDigits() {
    assertEquals(0.5204998778130465, PlainMath.erf(0.5), 1e-15);
    assertEquals(-0.9953222650189527, PlainMath.erf(-2), 1e-15);
    assertEquals(0.9999999999784603, PlainMath.erf(4.7356), 1e-11);
    assertEquals(1, PlainMath.erf(7));
  }

  private static void numbers(
      Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, Map<String, Operand<TFloat32>> answers) {
    Operand<TFloat32> positive = tf.math.add(tf.math.square(a), tf.constant(0.5f));
    answers.put("add", tf.math.add(a, b));
    answers.put("sub", tf.math.sub(a, b));
    answers.put("mul", tf.math.mul(a, tf.constant(new float[] {1, 2, 3, 4, 5, 6})));
    answers.put("div", tf.math.div(b, positive));
    answers.put("neg", tf.math.neg(a));
    answers.put("relu", tf.nn.relu(a));
    answers.put("tanh", tf.math.tanh(a));
    answers.put("sigmoid", tf.math.sigmoid(a));
    answers.put("softplus", tf.math.softplus(tf.math.mul(a, tf.constant(20f))));
    answers.put("elu", tf.nn.elu(a));
    answers.put("leaky", tf.nn.leakyRelu(a, LeakyRelu.alpha(0.1f)));
    answers.put("exp", tf.math.exp(a));
    answers.put("log", tf.math.log(positive));
    answers.put("sqrt", tf.math.sqrt(positive));
    answers.put("rsqrt", tf.math.rsqrt(positive));
    answers.put("pow", tf.math.pow(positive, b));
    answers.put("sin", tf.math.sin(a));
    answers.put("cos", tf.math.cos(a));
    answers.put("erf", tf.math.erf(a));
    answers.put("max", tf.math.maximum(a, b));
    answers.put("min", tf.math.minimum(a, b));
    answers.put("distance", tf.math.squaredDifference(a, b));
    answers.put("select", tf.select(tf.math.greater(a, b), a, tf.constant(0.25f)));
    answers.put("clip", tf.clipByValue(a, tf.constant(-0.5f), tf.constant(0.75f)));
    answers.put(
        "cast", tf.dtypes.cast(tf.dtypes.cast(tf.math.mul(a, b), TInt32.class), TFloat32.class));
  }

  private static void shapes(
      Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, Map<String, Operand<TFloat32>> answers) {
    Operand<TFloat32> cube = tf.reshape(a, tf.constant(new int[] {-1, 2, 3}));
    answers.put(
        "transpose",
        tf.reshape(
            tf.linalg.transpose(cube, tf.constant(new int[] {0, 2, 1})),
            tf.constant(new int[] {-1, WIDTH})));
    List<Operand<TFloat32>> halves = new ArrayList<>();
    tf.split(tf.constant(1), a, 2L).output().forEach(halves::add);
    answers.put("split", tf.concat(List.of(halves.get(1), halves.get(0)), tf.constant(1)));
    answers.put(
        "slice",
        tf.concat(
            List.of(
                tf.slice(a, tf.constant(new int[] {0, 2}), tf.constant(new int[] {-1, 4})),
                tf.slice(b, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 2}))),
            tf.constant(-1)));
    answers.put(
        "strided",
        tf.concat(
            List.of(
                tf.stridedSlice(a, Indices.all(), Indices.slice(null, null, -2)),
                tf.stridedSlice(a, Indices.ellipsis(), Indices.sliceFrom(-3))),
            tf.constant(1)));
    List<Operand<TFloat32>> layers = new ArrayList<>();
    tf.unstack(cube, 2L, Unstack.axis(1L)).output().forEach(layers::add);
    answers.put(
        "stack", tf.reshape(tf.stack(layers, Stack.axis(-1L)), tf.constant(new int[] {-1, WIDTH})));
    answers.put(
        "tile",
        tf.tile(
            tf.slice(a, tf.constant(new int[] {0, 1}), tf.constant(new int[] {-1, 3})),
            tf.constant(new int[] {1, 2})));
    Operand<TInt32> like = tf.shape(a);
    answers.put("fill", tf.math.add(tf.fill(like, tf.constant(3f)), b));
    answers.put("gather", tf.gather(a, tf.constant(new int[] {5, 0, 0, 3, 2, 1}), tf.constant(1)));
    answers.put(
        "squeeze",
        tf.squeeze(
            tf.expandDims(a, tf.constant(1)), org.tensorflow.op.core.Squeeze.axis(List.of(1L))));
    answers.put(
        "pad",
        tf.pad(
            tf.slice(a, tf.constant(new int[] {0, 1}), tf.constant(new int[] {-1, 3})),
            tf.constant(new int[][] {{0, 0}, {1, 2}}),
            tf.constant(0.5f)));
  }

  private static void sums(
      Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, Map<String, Operand<TFloat32>> answers) {
    Operand<TInt32> last = tf.constant(-1);
    Operand<TFloat32> mean = tf.math.mean(a, last, Mean.keepDims(true));
    Operand<TFloat32> variance =
        tf.math.mean(tf.math.squaredDifference(a, mean), last, Mean.keepDims(true));
    answers.put(
        "norm",
        tf.math.mul(
            tf.math.sub(a, mean), tf.math.rsqrt(tf.math.add(variance, tf.constant(1e-5f)))));
    answers.put(
        "reduced",
        tf.math.add(
            b,
            tf.expandDims(
                tf.math.add(tf.sum(a, last), tf.math.mul(tf.max(a, last), tf.min(a, last))),
                last)));
    answers.put("softmax", tf.nn.softmax(a));
    Operand<TFloat32> q = tf.reshape(a, tf.constant(new int[] {-1, 3, 2}));
    Operand<TFloat32> k = tf.reshape(b, tf.constant(new int[] {-1, 3, 2}));
    Operand<TFloat32> scores =
        tf.nn.softmax(tf.train.batchMatMul(q, k, TFloat32.class, BatchMatMul.adjY(true)));
    answers.put(
        "attention",
        tf.reshape(
            tf.train.batchMatMul(scores, k, TFloat32.class), tf.constant(new int[] {-1, WIDTH})));
    float[][] weights = new float[WIDTH][WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      for (int j = 0; j < WIDTH; j++) {
        weights[i][j] = (float) Math.sin(1 + i + 7 * j);
      }
    }
    answers.put(
        "product",
        tf.nn.biasAdd(
            tf.linalg.matMul(a, tf.constant(weights), MatMul.transposeB(true)),
            tf.constant(new float[] {1, 2, 3, 4, 5, 6})));
  }

  private void convolutions(
      Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, Map<String, Operand<TFloat32>> answers) {
    Operand<TFloat32> sequence = tf.reshape(a, tf.constant(new int[] {-1, 1, 3, 2}));
    Operand<TInt32> flat = tf.constant(new int[] {-1, WIDTH});
    for (String padding : List.of("SAME", "VALID")) {
      for (long stride : new long[] {1, 2}) {
        Operand<TFloat32> y =
            tf.nn.conv2d(sequence, kernel(tf, 2, 2, 4), List.of(1L, 1L, stride, 1L), padding);
        answers.put("conv " + padding + stride, tf.math.add(b, weighted(tf, y)));
      }
    }
    Operand<TFloat32> small = tf.reshape(a, tf.constant(new int[] {-1, 1, 2, 3}));
    Operand<TInt32> size = tf.constant(new int[] {ROWS, 1, 4, 2});
    Operand<TFloat32> grown =
        tf.nn.conv2dBackpropInput(
            size, kernel(tf, 3, 2, 3), small, List.of(1L, 1L, 2L, 1L), "SAME");
    answers.put("transposed", tf.math.add(b, weighted(tf, grown)));
    answers.put("flat", tf.reshape(sequence, flat));
    Operand<TFloat32> nearest =
        tf.image.resizeNearestNeighbor(sequence, tf.constant(new int[] {1, 7}));
    answers.put("nearest", tf.math.add(b, weighted(tf, nearest)));
  }

  /** One number of each row that depends on the place of every other. */
  private Operand<TFloat32> weighted(Ops tf, Operand<TFloat32> y) {
    Shape shape = y.shape();
    int size = 1;
    for (int axis = 1; axis < shape.numDimensions(); axis++) {
      size *= (int) shape.get(axis);
    }
    Operand<TFloat32> rows = tf.reshape(y, tf.constant(new int[] {-1, size}));
    Operand<TFloat32> weights = tf.constant(Shape.of(size, 1), DataBuffers.of(gaussian(size)));
    return tf.linalg.matMul(rows, weights);
  }

  private Operand<TFloat32> kernel(Ops tf, int width, int in, int out) {
    float[] numbers = gaussian(width * in * out);
    return tf.constant(Shape.of(1, width, in, out), DataBuffers.of(numbers));
  }

  private float[] gaussian(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static Placeholder<TFloat32> placeholder(Ops tf, String name) {
    return tf.withName(name)
        .placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, WIDTH)));
  }

  private static void assertNear(float[] expected, double[] actual, String name) {
    assertEquals(expected.length, actual.length, name);
    for (int i = 0; i < expected.length; i++) {
      double scale = Math.max(1, Math.abs(actual[i]));
      assertTrue(
          Math.abs(expected[i] - actual[i]) <= 5e-6 * scale,
          name + ", number " + i + ": " + expected[i] + " where " + actual[i] + " is right");
    }
  }
}
