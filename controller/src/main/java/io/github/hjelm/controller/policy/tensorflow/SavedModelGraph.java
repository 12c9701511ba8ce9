package io.github.hjelm.controller.policy.tensorflow;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.graph.PolicyGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A SavedModel as it was read from {@code saved_model.pb}: looked at without TensorFlow's native
 * library, and run later from these very bytes, so that what was verified is what runs. Immutable.
 */
public final class SavedModelGraph {

  /** The tag of a graph that is to be served. */
  public static final String SERVE = "serve";

  private final MetaGraphDef model;

  private SavedModelGraph(MetaGraphDef model) {
    this.model = model;
  }

  /**
   * One node of the graph or of a function in it.
   *
   * @param function the function it belongs to, if any
   * @param constantNumbers how many numbers it holds by its own account
   */
  public record Node(String name, String op, Optional<String> function, long constantNumbers) {}

  /**
   * Reads the bytes of {@code saved_model.pb}.
   *
   * @param where names them in a refusal
   */
  public static SavedModelGraph parse(byte[] bytes, String where) throws SamplerRefusal {
    SavedModel saved;
    try {
      saved = SavedModel.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new SamplerRefusal(where + " is not a SavedModel: export it again", e);
    }
    List<MetaGraphDef> serving =
        saved.getMetaGraphsList().stream()
            .filter(graph -> graph.getMetaInfoDef().getTagsList().contains(SERVE))
            .toList();
    if (serving.size() != 1 || saved.getMetaGraphsCount() != 1) {
      throw new SamplerRefusal(
          where
              + " holds "
              + saved.getMetaGraphsCount()
              + " graphs, where one with the tag 'serve' is needed: export it again");
    }
    return new SavedModelGraph(serving.get(0));
  }

  /** Every node there is: of the graph, and of every function. */
  public List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    for (NodeDef node : graph().getNodeList()) {
      nodes.add(node(node, Optional.empty()));
    }
    for (FunctionDef function : graph().getLibrary().getFunctionList()) {
      Optional<String> name = Optional.of(function.getSignature().getName());
      for (NodeDef node : function.getNodeDefList()) {
        nodes.add(node(node, name));
      }
    }
    return nodes;
  }

  /** The names of its signatures. */
  public SortedSet<String> signatures() {
    return new TreeSet<>(model.getSignatureDefMap().keySet());
  }

  /**
   * What one signature computes, for engines other than TensorFlow.
   *
   * @param observationSize floats in an observation
   * @param chunkSize floats in a chunk
   */
  public PolicyGraph policy(String signature, int observationSize, int chunkSize)
      throws SamplerRefusal {
    return GraphReading.read(
        graph(), SignaturePorts.of(this, signature, observationSize, chunkSize, false));
  }

  GraphDef graph() {
    return model.getGraphDef();
  }

  SignatureDef signature(String name) throws SamplerRefusal {
    Map<String, SignatureDef> signatures = model.getSignatureDefMap();
    SignatureDef signature = signatures.get(name);
    if (signature == null) {
      throw new SamplerRefusal(
          "the SavedModel has no signature '" + name + "', only " + signatures());
    }
    return signature;
  }

  private static Node node(NodeDef node, Optional<String> function) {
    long numbers = 0;
    if (node.containsAttr("value")) {
      numbers = 1;
      for (TensorShapeProto.Dim dim :
          node.getAttrOrThrow("value").getTensor().getTensorShape().getDimList()) {
        // Saturates: a negative size is as wrong as a huge one.
        boolean sane = dim.getSize() >= 0 && dim.getSize() < Integer.MAX_VALUE;
        numbers = sane ? Math.min(numbers * dim.getSize(), Integer.MAX_VALUE) : Long.MAX_VALUE / 2;
      }
    }
    return new Node(node.getName(), node.getOp(), function, numbers);
  }
}
