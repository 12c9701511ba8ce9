package io.github.hjelm.export.study;

import io.github.hjelm.controller.bundle.BundleManifest;
import io.github.hjelm.export.bundle.PolicyGraph;
import io.github.hjelm.export.guidance.Guidance;
import io.github.hjelm.export.network.Algebra;
import io.github.hjelm.export.network.Model;
import io.github.hjelm.export.network.Network;
import io.github.hjelm.export.network.NetworkShape;
import io.github.hjelm.export.policy.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
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
   * Unrolls a policy, and what can be guided once more with a plan to agree with.
   *
   * @param weights as the network lays them out
   * @param signatures how many evaluations are behind each
   */
  public ServedPolicy(
      Method method, Network network, float[] weights, Map<String, Integer> signatures) {
    NetworkShape shape = network.shape();
    Ops tf = Ops.create(graph);
    Algebra a = new Algebra(tf);
    Placeholder<TFloat32> observation = rows(tf, "observation", shape.observationSize());
    Placeholder<TFloat32> noise = rows(tf, "noise", shape.chunkSize());
    Model model = Model.frozen(a, network, weights);
    Map<Integer, Operand<TFloat32>> unrolled = new LinkedHashMap<>();
    Map<String, Operand<TFloat32>> actions = new LinkedHashMap<>();
    signatures.forEach(
        (name, steps) ->
            actions.put(
                name,
                unrolled.computeIfAbsent(
                    steps, n -> method.draw(a, model, observation, noise, n))));
    Optional<PolicyGraph.Prefix> prefix = Optional.empty();
    SortedSet<String> guided = guided(method, signatures);
    if (!guided.isEmpty()) {
      Guidance.Prefix plan =
          new Guidance.Prefix(
              rows(tf, "prefix", shape.chunkSize()), rows(tf, "prefix_weights", shape.chunkSize()));
      Map<Integer, Operand<TFloat32>> bent = new LinkedHashMap<>();
      for (String name : guided) {
        int steps = Objects.requireNonNull(signatures.get(name));
        Guidance guidance = Guidance.of(method, steps).orElseThrow();
        actions.put(
            BundleManifest.Sampler.guided(name),
            bent.computeIfAbsent(steps, n -> guidance.draw(a, model, observation, noise, plan, n)));
      }
      prefix = Optional.of(new PolicyGraph.Prefix(plan.actions(), plan.weights()));
    }
    session = new Session(graph, false);
    policy = new PolicyGraph(graph, session, observation, noise, prefix, actions);
  }

  /** Those of the signatures that can be guided. */
  static SortedSet<String> guided(Method method, Map<String, Integer> signatures) {
    SortedSet<String> guided = new TreeSet<>();
    signatures.forEach(
        (name, steps) -> {
          if (Guidance.of(method, steps).isPresent()) {
            guided.add(name);
          }
        });
    return guided;
  }

  private static Placeholder<TFloat32> rows(Ops tf, String name, int width) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
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
