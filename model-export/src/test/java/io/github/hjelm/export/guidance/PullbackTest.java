package io.github.hjelm.export.guidance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.GoldenPrefix;
import io.github.hjelm.export.bundle.FrozenGraph;
import io.github.hjelm.export.bundle.PolicyGraph;
import io.github.hjelm.export.bundle.plain.PlainForward;
import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.network.Network;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class PullbackTest {

  private static final int ROWS = 3;
  private static final double STEP = 1e-5;
  private static final int CHUNK = SeededNetworks.CHUNK;

  static List<Network> networks() {
    return SeededNetworks.all(1);
  }

  /** y = x + ½ f(x), and eᵀ ∂y/∂x in one graph. */
  private static final class Known implements AutoCloseable {

    final Graph graph = new Graph();
    final Session session;
    final PolicyGraph policy;
    final float[] observation = SeededNetworks.gaussian(ROWS * SeededNetworks.OBSERVATION, 1);
    final float[] x = SeededNetworks.gaussian(ROWS * CHUNK, 2);
    final float[] e = SeededNetworks.gaussian(ROWS * CHUNK, 3);

    Known(Network network) {
      Algebra a = new Algebra(Ops.create(graph));
      Placeholder<TFloat32> o = rows(a.tf(), "o", SeededNetworks.OBSERVATION);
      Placeholder<TFloat32> z = rows(a.tf(), "z", CHUNK);
      Placeholder<TFloat32> error = rows(a.tf(), "e", CHUNK);
      Placeholder<TFloat32> unused = rows(a.tf(), "unused", CHUNK);
      Model model = Model.frozen(a, network, SeededNetworks.weights(network, 4));
      Operand<TFloat32> f = model.answer(model.see(o), z, a.row(0.3));
      Operand<TFloat32> y = a.plus(z, a.times(0.5, f));
      Output<?>[] gradients =
          graph.addGradients(
              "tensorflow",
              new Output<?>[] {y.asOutput()},
              new Output<?>[] {z.asOutput()},
              new Output<?>[] {error.asOutput()});
      session = new Session(graph, false);
      policy =
          new PolicyGraph(
              graph,
              session,
              o,
              z,
              Optional.of(new PolicyGraph.Prefix(error, unused)),
              Map.of(
                  "y", y,
                  "guided_mine", Pullback.of(a, y, z, error),
                  "guided_tensorflow", gradients[0].expect(TFloat32.class)));
    }

    private static Placeholder<TFloat32> rows(Ops tf, String name, int width) {
      return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
    }

    /** The same without what TensorFlow derives. */
    FrozenGraph frozen() throws Exception {
      return FrozenGraph.of(
          new PolicyGraph(
              graph,
              session,
              policy.observation(),
              policy.noise(),
              policy.prefix(),
              Map.of("y", output("y"), "guided_mine", output("guided_mine"))));
    }

    private Operand<TFloat32> output(String name) {
      return Objects.requireNonNull(policy.actions().get(name));
    }

    double[] plain(FrozenGraph frozen, String signature, double along) {
      // Directions are numbers that float32 holds, so that steps are exact in double.
      PlainForward forward = new PlainForward(frozen.graph());
      forward.feed("o", observation, SeededNetworks.OBSERVATION);
      float[] direction = SeededNetworks.gaussian(x.length, 5);
      double[] moved = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        moved[i] = x[i] + along * direction[i];
      }
      forward.feed("z", moved, CHUNK);
      forward.feed("e", e, CHUNK);
      forward.feed("unused", e, CHUNK);
      return forward.fetch(Objects.requireNonNull(frozen.actions().get(signature)));
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isWhatTensorFlowDerives(Network network) {
    try (Known known = new Known(network)) {
      Map<String, float[]> answers =
          known.policy.answers(known.observation, known.x, new GoldenPrefix(known.e, known.e));
      assertArrayEquals(
          Objects.requireNonNull(answers.get("guided_tensorflow")),
          Objects.requireNonNull(answers.get("guided_mine")),
          2e-5f,
          network.description());
    }
  }

  // eᵀ ∂y/∂x u = (eᵀ y(x + h u) - eᵀ y(x - h u)) / 2h
  @ParameterizedTest
  @MethodSource("networks")
  void isWhatDifferencesSay(Network network) throws Exception {
    try (Known known = new Known(network)) {
      FrozenGraph frozen = known.frozen();
      double[] pulled = known.plain(frozen, "guided_mine", 0);
      double[] above = known.plain(frozen, "y", STEP);
      double[] below = known.plain(frozen, "y", -STEP);
      float[] direction = SeededNetworks.gaussian(known.x.length, 5);
      for (int row = 0; row < ROWS; row++) {
        double expected = 0;
        double found = 0;
        double identity = 0;
        for (int i = row * CHUNK; i < (row + 1) * CHUNK; i++) {
          expected += known.e[i] * (above[i] - below[i]) / (2 * STEP);
          found += pulled[i] * direction[i];
          identity += known.e[i] * direction[i];
        }
        assertEquals(expected, found, 1e-7 * (1 + Math.abs(expected)), network.description());
        assertTrue(Math.abs(identity - found) > 1e-3, "the identity would do as well");
      }
    }
  }

  /** What would be computed anew in every call, and keeps TensorFlow from optimising the rest. */
  @ParameterizedTest
  @MethodSource("networks")
  void computesNoShapesButThoseOfConvolutions(Network network) throws Exception {
    try (Known known = new Known(network)) {
      TreeSet<String> ops = new TreeSet<>();
      int turned = 0;
      for (NodeDef node : known.frozen().graph().getNodeList()) {
        ops.add(node.getOp());
        turned += node.getOp().equals("Conv2DBackpropInput") ? 1 : 0;
      }
      assertTrue(turned > 0 || !ops.contains("Shape"), ops::toString);
      for (String op : List.of("BroadcastGradientArgs", "DynamicStitch", "Range", "Fill")) {
        assertTrue(!ops.contains(op), ops::toString);
      }
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    try (Graph graph = new Graph()) {
      Algebra a = new Algebra(Ops.create(graph));
      Operand<TFloat32> x = Known.rows(a.tf(), "x", 2);
      Operand<TFloat32> y = a.tf().math.erf(x);
      IllegalArgumentException unknown =
          assertThrows(IllegalArgumentException.class, () -> Pullback.of(a, y, x, x));
      assertTrue(String.valueOf(unknown.getMessage()).contains("operation Erf"), unknown::toString);
      IllegalArgumentException apart =
          assertThrows(IllegalArgumentException.class, () -> Pullback.of(a, a.row(1, 2), x, x));
      assertTrue(String.valueOf(apart.getMessage()).contains("does not depend"), apart::toString);
    }
  }
}
