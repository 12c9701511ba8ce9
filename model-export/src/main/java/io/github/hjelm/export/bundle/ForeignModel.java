package io.github.hjelm.export.bundle;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.controller.bundle.OpAllowList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * A SavedModel made elsewhere, looked at before TensorFlow loads it.
 *
 * @param observation the port that is to be fed
 * @param noise the port that is to be fed; none where the policy uses no noise
 */
record ForeignModel(
    Path folder,
    MetaGraphDef graph,
    TensorInfo observation,
    List<TensorInfo> noise,
    TensorInfo actions) {

  private static final long MAX_BYTES = 1L << 30;

  /** What keeps and restores weights; only loading uses it, and no bundle holds it. */
  private static final Set<String> KEEPING =
      Set.of(
          "StatefulPartitionedCall",
          "VarHandleOp",
          "ReadVariableOp",
          "AssignVariableOp",
          "VarIsInitializedOp",
          "DisableCopyOnRead",
          "DestroyResourceOp",
          "SaveV2",
          "RestoreV2",
          "MergeV2Checkpoints",
          "ShardedFilename",
          "StringJoin",
          "StaticRegexFullMatch");

  /**
   * Which parts of a SavedModel are the policy.
   *
   * @param noise the name of the input, empty where there is none
   * @param output the name of the output; empty where there is but one
   */
  record Ports(String signature, String observation, String noise, String output) {}

  static ForeignModel read(Path folder, Ports ports) throws BundleRefusal {
    Path file = folder.resolve("saved_model.pb");
    MetaGraphDef graph = serving(file);
    requireKnownOps(graph, file);
    SignatureDef signature = graph.getSignatureDefMap().get(ports.signature());
    if (signature == null) {
      throw new BundleRefusal(
          "%s has no signature '%s', only %s"
              .formatted(
                  file, ports.signature(), new TreeSet<>(graph.getSignatureDefMap().keySet())));
    }
    Map<String, TensorInfo> inputs = signature.getInputsMap();
    Map<String, TensorInfo> outputs = signature.getOutputsMap();
    String output =
        ports.output().isEmpty() && outputs.size() == 1
            ? outputs.keySet().iterator().next()
            : ports.output();
    Set<String> named = new TreeSet<>(Set.of(ports.observation()));
    List<TensorInfo> noise = new ArrayList<>();
    if (!ports.noise().isEmpty()) {
      named.add(ports.noise());
      noise.add(port(inputs, ports.noise(), "input", file));
    }
    TensorInfo observation = port(inputs, ports.observation(), "input", file);
    if (!named.equals(inputs.keySet())) {
      throw new BundleRefusal(
          "the signature '%s' of %s has the inputs %s, of which the manifest names %s: every input must be observation or noise"
              .formatted(ports.signature(), file, new TreeSet<>(inputs.keySet()), named));
    }
    return new ForeignModel(
        folder, graph, observation, noise, port(outputs, output, "output", file));
  }

  private static MetaGraphDef serving(Path file) throws BundleRefusal {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new BundleRefusal(file + " is larger than 1 GiB, which no policy is");
      }
      SavedModel model = SavedModel.parseFrom(Files.readAllBytes(file));
      for (MetaGraphDef graph : model.getMetaGraphsList()) {
        if (graph.getMetaInfoDef().getTagsList().contains("serve")) {
          return graph;
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new BundleRefusal(file + " is not a SavedModel: export it again", e);
    } catch (IOException e) {
      throw new BundleRefusal(
          file + " cannot be read, name the folder of a SavedModel: " + e.getMessage(), e);
    }
    throw new BundleRefusal(file + " has no graph with the tag 'serve': export it for serving");
  }

  /** Loading runs parts of the graph, so that nothing unknown may be in it, used or not. */
  private static void requireKnownOps(MetaGraphDef graph, Path file) throws BundleRefusal {
    Set<String> functions = new TreeSet<>();
    List<NodeDef> nodes = new ArrayList<>(graph.getGraphDef().getNodeList());
    for (FunctionDef function : graph.getGraphDef().getLibrary().getFunctionList()) {
      functions.add(function.getSignature().getName());
      nodes.addAll(function.getNodeDefList());
    }
    for (NodeDef node : nodes) {
      String op = node.getOp();
      if (!OpAllowList.allows(op) && !KEEPING.contains(op) && !functions.contains(op)) {
        throw new BundleRefusal(
            file + " uses the operation " + op + " (node " + node.getName() + "), " + advice(op));
      }
    }
  }

  private static String advice(String op) {
    if (op.contains("While") || op.contains("If") || op.equals("Case")) {
      return "a loop or branch, which cannot be imported: unroll the steps of the sampler";
    }
    if (op.contains("Random")) {
      return "which draws random numbers: make the noise an input";
    }
    if (op.equals("XlaCallModule")) {
      return "compiled code that cannot be looked into: export without jax2tf and jit_compile";
    }
    return "which no policy needs: export arithmetic on tensors of floats";
  }

  private static TensorInfo port(Map<String, TensorInfo> ports, String name, String kind, Path file)
      throws BundleRefusal {
    TensorInfo info = ports.get(name);
    if (info == null) {
      throw new BundleRefusal(
          "%s has no %s '%s', only %s: name one of them in the manifest"
              .formatted(file, kind, name, new TreeSet<>(ports.keySet())));
    }
    if (info.getDtype() != DataType.DT_FLOAT) {
      throw new BundleRefusal(
          "the %s '%s' of %s is %s, not float32".formatted(kind, name, file, info.getDtype()));
    }
    return info;
  }
}
