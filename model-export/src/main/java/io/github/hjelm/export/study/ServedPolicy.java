package io.github.hjelm.export.study;

import io.github.hjelm.export.bundle.PolicyGraph;
import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.policy.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A trained policy with a signature for each number of evaluations, as it goes into a bundle. */
public final class ServedPolicy implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;
  private final PolicyGraph policy;

  /**
   * Unrolls a policy.
   *
   * @param weights as the network lays them out
   * @param signatures how many evaluations are behind each
   */
  public ServedPolicy(
      Method method, Network network, float[] weights, Map<String, Integer> signatures) {
    NetworkShape shape = network.shape();
    Ops tf = Ops.create(graph);
    Algebra a = new Algebra(tf);
    Placeholder<TFloat32> observation =
        tf.withName("observation")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, shape.observationSize())));
    Placeholder<TFloat32> noise =
        tf.withName("noise")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, shape.chunkSize())));
    Model model = Model.frozen(a, network, weights);
    Map<Integer, Operand<TFloat32>> unrolled = new LinkedHashMap<>();
    Map<String, Operand<TFloat32>> actions = new LinkedHashMap<>();
    signatures.forEach(
        (name, steps) ->
            actions.put(
                name,
                unrolled.computeIfAbsent(
                    steps, n -> method.draw(a, model, observation, noise, n))));
    session = new Session(graph, false);
    policy = new PolicyGraph(graph, session, observation, noise, actions);
  }

  /** What is frozen. */
  public PolicyGraph policy() {
    return policy;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
