package io.github.hjelm.export.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.policy.SampleOutcome;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import io.github.hjelm.controller.policy.tensorflow.TensorFlowSampler;
import io.github.hjelm.controller.policy.vector.VectorSampler;
import io.github.hjelm.export.bundle.FrozenGraph;
import io.github.hjelm.export.bundle.PolicyGraph;
import io.github.hjelm.export.bundle.SavedModelWriter;
import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.ChunkTransformer;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.network.ResidualMlp;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The controller's engine for small networks takes whatever is exported of full layers. */
class VectorEngineTest {

  private static final int OBSERVATION = 5;
  private static final int CHUNK = 6;
  private static final int CANDIDATES = 5;
  private static final float SAME = 1e-5f;
  private static final Edm EDM = Edm.of(0.5);
  private static final Teacher TEACHER =
      new Teacher(
          new Diffusion(EDM),
          Known.denoiser(EDM, GaussianMixture.line(0.5, -0.6, 0.6, 0.1)),
          new float[0]);

  @Test
  void answersAsTensorFlowDoesWhateverTheMethod() throws Exception {
    for (MethodCatalog.Entry entry : MethodCatalog.entries()) {
      Method method = entry.method(Optional.of(TEACHER));
      Network network = new ResidualMlp(shape(method), 24, 3);
      for (int steps : method.steps()) {
        SavedModelGraph model = exported(method, network, steps);
        String what = entry.name() + " in " + steps + " steps";
        for (int observations : new int[] {1, CANDIDATES}) {
          float[] seen = MethodRuns.normals(observations * OBSERVATION, 3);
          float[] noise = MethodRuns.normals(CANDIDATES * CHUNK, 4);
          float[] right = new float[noise.length];
          float[] answer = new float[noise.length];
          try (TensorFlowSampler authority =
              TensorFlowSampler.open(
                  model,
                  OBSERVATION,
                  CHUNK,
                  new TensorFlowSampler.Settings(
                      "serving_default", steps, CANDIDATES, observations, 1))) {
            assertEquals(SampleOutcome.SAMPLED, authority.sample(seen, noise, right), what);
          }
          vector(model, observations).sample(seen, noise, answer);
          assertArrayEquals(right, answer, SAME, what);
        }
      }
    }
  }

  @Test
  void leavesOtherNetworksToTensorFlow() throws Exception {
    Method method = MethodCatalog.entry("flow").method(Optional.empty());
    Network network = new ChunkTransformer(shape(method), 8, 1, 2);
    SavedModelGraph model = exported(method, network, 1);
    SamplerRefusal refusal = assertThrows(SamplerRefusal.class, () -> vector(model, 1));
    assertTrue(
        refusal.sentence().matches("the graph uses the operation .*use 'engine: tensorflow'"),
        refusal.sentence());
  }

  private static VectorSampler vector(SavedModelGraph model, int observations)
      throws SamplerRefusal {
    return VectorSampler.open(
        model.policy("serving_default", OBSERVATION, CHUNK),
        OBSERVATION,
        CHUNK,
        new VectorSampler.Settings(1, CANDIDATES, observations));
  }

  private static NetworkShape shape(Method method) {
    Method.Inputs inputs = method.inputs();
    return new NetworkShape(
        OBSERVATION, 3, CHUNK / 3, inputs.sample(), inputs.times(), inputs.outputsPerControl());
  }

  private static SavedModelGraph exported(Method method, Network network, int steps)
      throws Exception {
    float[] weights = MethodRuns.normals(network.layout().size(), 2);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= 0.2f;
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Algebra a = new Algebra(tf);
      Placeholder<TFloat32> observation = rows(tf, "observation", OBSERVATION);
      Placeholder<TFloat32> noise = rows(tf, "noise", CHUNK);
      Operand<TFloat32> actions =
          method.draw(a, Model.frozen(a, network, weights), observation, noise, steps);
      try (Session session = new Session(graph, false)) {
        PolicyGraph policy =
            new PolicyGraph(graph, session, observation, noise, Map.of("serving_default", actions));
        return SavedModelGraph.parse(SavedModelWriter.bytes(FrozenGraph.of(policy)), "the policy");
      }
    }
  }

  private static Placeholder<TFloat32> rows(Ops tf, String name, int columns) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, columns)));
  }
}
