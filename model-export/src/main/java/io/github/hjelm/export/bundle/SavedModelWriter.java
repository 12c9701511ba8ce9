package io.github.hjelm.export.bundle;

import io.github.hjelm.controller.bundle.BundleManifest.Sampler;
import io.github.hjelm.controller.policy.tensorflow.SavedModelGraph;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** A frozen policy as {@code saved_model.pb}, which every TensorFlow loads; it has no variables. */
public final class SavedModelWriter {

  private static final long SCHEMA_VERSION = 1;
  private static final String METHOD = "tensorflow/serving/predict";

  private SavedModelWriter() {}

  /** The bytes of the file, the same for the same policy. */
  public static byte[] bytes(FrozenGraph policy) {
    MetaGraphDef.Builder graph = MetaGraphDef.newBuilder();
    graph
        .getMetaInfoDefBuilder()
        .addTags(SavedModelGraph.SERVE)
        .setTensorflowVersion("2.18.0")
        .setStrippedDefaultAttrs(false);
    graph.setGraphDef(policy.graph());
    for (Map.Entry<String, String> actions : policy.actions().entrySet()) {
      SignatureDef.Builder signature =
          SignatureDef.newBuilder()
              .setMethodName(METHOD)
              .putInputs("observation", rows(policy.observation() + ":0", policy.observationSize()))
              .putInputs("noise", rows(policy.noise() + ":0", policy.chunkSize()))
              .putOutputs("actions", rows(actions.getValue(), policy.chunkSize()));
      if (Sampler.isGuided(actions.getKey())) {
        FrozenGraph.Prefix prefix = policy.prefix().orElseThrow();
        signature
            .putInputs("prefix", rows(prefix.actions() + ":0", policy.chunkSize()))
            .putInputs("prefix_weights", rows(prefix.weights() + ":0", policy.chunkSize()));
      }
      graph.putSignatureDef(actions.getKey(), signature.build());
    }
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(SCHEMA_VERSION)
            .addMetaGraphs(graph)
            .build();
    return Bytes.deterministic(model).toByteArray();
  }

  /** Any number of rows of so many floats. */
  private static TensorInfo rows(String port, int size) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setSize(-1);
    shape.addDimBuilder().setSize(size);
    return TensorInfo.newBuilder()
        .setName(port)
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape)
        .build();
  }
}
