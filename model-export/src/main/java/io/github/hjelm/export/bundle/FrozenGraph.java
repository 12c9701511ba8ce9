package io.github.hjelm.export.bundle;

import io.github.hjelm.controller.bundle.BundleRefusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tensorflow.proto.GraphDef;

/**
 * A policy without a session: everything that does not depend on an input is a constant, and
 * nothing is there that no signature asks for.
 *
 * @param graph its nodes, each behind those it reads from
 * @param observation the name of the placeholder
 * @param noise the name of the placeholder
 * @param prefix the placeholders that guided signatures read; none where there are none
 * @param actions the node output behind each signature
 */
public record FrozenGraph(
    GraphDef graph,
    String observation,
    String noise,
    int observationSize,
    int chunkSize,
    Optional<Prefix> prefix,
    Map<String, String> actions) {

  /**
   * Names of placeholders.
   *
   * @param actions the plan
   * @param weights how much each of its numbers counts
   */
  public record Prefix(String actions, String weights) {}

  public FrozenGraph {
    actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
  }

  /**
   * Freezes a policy with the values that its session holds now.
   *
   * @throws BundleRefusal when it uses what a bundle may not hold, such as random numbers
   */
  public static FrozenGraph of(PolicyGraph policy) throws BundleRefusal {
    // Sorted, so that the bytes do not depend on the order in which the signatures were named.
    Map<String, NodeRef> outputs = new TreeMap<>();
    policy
        .actions()
        .forEach(
            (signature, output) ->
                outputs.put(signature, new NodeRef(output.op().name(), output.asOutput().index())));
    return new GraphFreezer(policy.graph().toGraphDef(), new SessionValues(policy.session()))
        .freeze(
            policy.observation().op().name(),
            policy.noise().op().name(),
            policy.prefix().map(FrozenGraph::names),
            width(policy.observation().shape().get(1), "observation"),
            width(policy.noise().shape().get(1), "noise"),
            outputs);
  }

  private static Prefix names(PolicyGraph.Prefix prefix) {
    return new Prefix(prefix.actions().op().name(), prefix.weights().op().name());
  }

  private static int width(long size, String what) throws BundleRefusal {
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw new BundleRefusal("the policy does not say how many numbers its " + what + " has");
    }
    return (int) size;
  }
}
