package io.github.hjelm.export.bundle;

import io.github.hjelm.controller.bundle.BundleRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Writes out every call of a function, so that a graph needs no functions: the nodes of the body
 * stand under the name of the call.
 */
final class FunctionInliner {

  private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");
  private static final int MAX_DEPTH = 64;

  private final Map<String, FunctionDef> functions = new HashMap<>();
  private final Map<String, NodeDef> nodes = new HashMap<>();

  /** What the outputs of a call became. */
  private final Map<String, List<String>> outputs = new HashMap<>();

  private final GraphDef.Builder inlined = GraphDef.newBuilder();

  private FunctionInliner(GraphDef graph) {
    graph.getLibrary().getFunctionList().forEach(f -> functions.put(f.getSignature().getName(), f));
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    inlined.setVersions(graph.getVersions());
  }

  /** A graph without functions, and what its ports became. */
  record Inlined(GraphDef graph, Map<String, NodeRef> ports) {}

  /** Inlines a graph; the ports are those that somebody will ask for. */
  static Inlined inline(GraphDef graph, List<NodeRef> ports) throws BundleRefusal {
    FunctionInliner inliner = new FunctionInliner(graph);
    Map<String, NodeRef> found = new HashMap<>();
    for (NodeRef port : ports) {
      found.put(port.asPort(), NodeRef.of(inliner.resolve(port)));
    }
    for (NodeDef node : graph.getNodeList()) {
      if (!inliner.isCall(node)) {
        NodeDef.Builder copy = node.toBuilder().clearInput();
        for (String input : node.getInputList()) {
          if (!NodeRef.isControl(input)) {
            copy.addInput(inliner.resolve(NodeRef.of(input)));
          }
        }
        inliner.inlined.addNode(copy);
      }
    }
    return new Inlined(inliner.inlined.build(), found);
  }

  private String resolve(NodeRef ref) throws BundleRefusal {
    NodeDef node = nodes.get(ref.node());
    if (node == null) {
      throw new BundleRefusal("the SavedModel reads '" + ref.node() + "', which is not in it");
    }
    if (!isCall(node)) {
      return ref.asInput();
    }
    List<String> known = outputs.get(ref.node());
    if (known == null) {
      List<String> arguments = new ArrayList<>();
      for (String input : node.getInputList()) {
        if (!NodeRef.isControl(input)) {
          arguments.add(resolve(NodeRef.of(input)));
        }
      }
      known = new Body(node.getName(), function(node), arguments, 0).write();
      outputs.put(ref.node(), known);
    }
    return known.get(ref.index());
  }

  private boolean isCall(NodeDef node) {
    return CALLS.contains(node.getOp()) || functions.containsKey(node.getOp());
  }

  private FunctionDef function(NodeDef call) throws BundleRefusal {
    String name =
        functions.containsKey(call.getOp())
            ? call.getOp()
            : call.getAttrOrDefault("f", AttrValue.getDefaultInstance()).getFunc().getName();
    FunctionDef function = functions.get(name);
    if (function == null) {
      throw new BundleRefusal(
          "the SavedModel calls the function '" + name + "', which is not in it");
    }
    return function;
  }

  /** One call of one function. */
  private final class Body {

    private final String prefix;
    private final FunctionDef function;
    private final int depth;
    private final Map<String, String> arguments = new HashMap<>();
    private final Map<String, NodeDef> body = new HashMap<>();
    private final Map<String, List<String>> called = new HashMap<>();

    Body(String prefix, FunctionDef function, List<String> given, int depth) throws BundleRefusal {
      this.prefix = prefix;
      this.function = function;
      this.depth = depth;
      List<OpDef.ArgDef> named = function.getSignature().getInputArgList();
      if (named.size() != given.size() || depth > MAX_DEPTH) {
        throw new BundleRefusal(
            "the SavedModel calls " + function.getSignature().getName() + " as nobody can");
      }
      for (int i = 0; i < given.size(); i++) {
        arguments.put(named.get(i).getName(), given.get(i));
      }
      function.getNodeDefList().forEach(node -> body.put(node.getName(), node));
    }

    /** Writes the body and answers what its outputs became. */
    List<String> write() throws BundleRefusal {
      for (NodeDef node : function.getNodeDefList()) {
        if (!isCall(node)) {
          inlined.addNode(copy(node));
        }
      }
      List<String> results = new ArrayList<>();
      for (OpDef.ArgDef result : function.getSignature().getOutputArgList()) {
        results.add(resolve(function.getRetMap().getOrDefault(result.getName(), "")));
      }
      return results;
    }

    private NodeDef copy(NodeDef node) throws BundleRefusal {
      NodeDef.Builder copy = node.toBuilder().clearInput().setName(prefix + "/" + node.getName());
      for (String input : node.getInputList()) {
        if (!NodeRef.isControl(input)) {
          copy.addInput(resolve(input));
        }
      }
      for (AttrValue attribute : node.getAttrMap().values()) {
        if (!attribute.getPlaceholder().isEmpty()) {
          throw new BundleRefusal(
              "the function "
                  + function.getSignature().getName()
                  + " leaves the attributes of "
                  + node.getName()
                  + " open: export a function of fixed types");
        }
      }
      return copy.build();
    }

    /** A reference within a body: an argument, or {@code node:output:index}. */
    private String resolve(String ref) throws BundleRefusal {
      String given = arguments.get(ref);
      if (given != null) {
        return given;
      }
      String[] parts = ref.split(":", -1);
      NodeDef node = body.get(parts[0]);
      if (node == null || parts.length != 3) {
        throw new BundleRefusal(
            "the function "
                + function.getSignature().getName()
                + " reads '"
                + ref
                + "', which is not in it");
      }
      int index = Integer.parseInt(parts[2]);
      if (!isCall(node)) {
        return new NodeRef(prefix + "/" + node.getName(), flat(node, parts[1], index)).asInput();
      }
      List<String> known = called.get(node.getName());
      if (known == null) {
        List<String> passed = new ArrayList<>();
        for (String input : node.getInputList()) {
          if (!NodeRef.isControl(input)) {
            passed.add(resolve(input));
          }
        }
        known = new Body(prefix + "/" + node.getName(), function(node), passed, depth + 1).write();
        called.put(node.getName(), known);
      }
      return known.get(index);
    }
  }

  /**
   * Outputs have names in a body and numbers in a graph; few operations have more than one name.
   */
  private static int flat(NodeDef node, String output, int index) throws BundleRefusal {
    return switch (node.getOp() + "." + output) {
      case "FusedBatchNormV3.y", "BroadcastGradientArgs.r0" -> 0;
      case "BroadcastGradientArgs.r1" -> 1;
      default -> {
        if (node.getOp().equals("FusedBatchNormV3")) {
          throw new BundleRefusal(
              "the SavedModel trains its normalisation in node "
                  + node.getName()
                  + ": export it for inference");
        }
        yield index;
      }
    };
  }
}
