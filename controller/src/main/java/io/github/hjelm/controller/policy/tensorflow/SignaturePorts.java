package io.github.hjelm.controller.policy.tensorflow;

import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.CApiSession.Port;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Where a policy's signature reads and answers: rows of floats, as wide as a bundle says.
 *
 * @param inputs in the order of {@link #OBSERVATION}, {@link #NOISE} and, where it takes a plan,
 *     {@link #PREFIX} and {@link #PREFIX_WEIGHTS}
 */
record SignaturePorts(List<TensorInfo> inputs, TensorInfo actions) {

  static final int OBSERVATION = 0;
  static final int NOISE = 1;
  static final int PREFIX = 2;
  static final int PREFIX_WEIGHTS = 3;

  private static final List<String> INPUTS =
      List.of("observation", "noise", "prefix", "prefix_weights");
  private static final String ACTIONS = "actions";

  /**
   * Refuses a signature that is none of a policy of these sizes.
   *
   * @param guided whether it takes a plan
   */
  static SignaturePorts of(
      SavedModelGraph model, String name, int observationSize, int chunkSize, boolean guided)
      throws SamplerRefusal {
    SignatureDef signature = model.signature(name);
    List<String> wanted = guided ? INPUTS : INPUTS.subList(0, PREFIX);
    List<TensorInfo> inputs = new ArrayList<>();
    for (String input : wanted) {
      inputs.add(floats(signature.getInputsMap().get(input), input, name));
    }
    TensorInfo actions = floats(signature.getOutputsMap().get(ACTIONS), ACTIONS, name);
    if (signature.getInputsCount() != inputs.size() || signature.getOutputsCount() != 1) {
      throw new SamplerRefusal(
          "the signature '%s' has %d inputs and %d outputs where %s and actions are expected"
              .formatted(
                  name,
                  signature.getInputsCount(),
                  signature.getOutputsCount(),
                  String.join(", ", wanted)));
    }
    for (int i = 0; i < inputs.size(); i++) {
      requireWidth(inputs.get(i), i == OBSERVATION ? observationSize : chunkSize, wanted.get(i));
    }
    requireWidth(actions, chunkSize, ACTIONS);
    return new SignaturePorts(List.copyOf(inputs), actions);
  }

  TensorInfo observation() {
    return inputs.get(OBSERVATION);
  }

  TensorInfo noise() {
    return inputs.get(NOISE);
  }

  /** The same with so many rows. */
  static Port port(TensorInfo info, int rows, int width) {
    String name = info.getName();
    int colon = name.lastIndexOf(':');
    int index = colon < 0 ? 0 : Integer.parseInt(name.substring(colon + 1));
    return new Port(colon < 0 ? name : name.substring(0, colon), index, rows, width);
  }

  private static TensorInfo floats(@Nullable TensorInfo info, String name, String signature)
      throws SamplerRefusal {
    if (info == null) {
      throw new SamplerRefusal("the signature '" + signature + "' has no '" + name + "'");
    }
    if (info.getDtype() != DataType.DT_FLOAT) {
      throw new SamplerRefusal("'" + name + "' of the graph is " + info.getDtype() + ", not float");
    }
    return info;
  }

  private static void requireWidth(TensorInfo info, int width, String name) throws SamplerRefusal {
    TensorShapeProto shape = info.getTensorShape();
    boolean fits =
        !shape.getUnknownRank() && shape.getDimCount() == 2 && shape.getDim(1).getSize() == width;
    if (!fits) {
      throw new SamplerRefusal(
          "'" + name + "' of the graph has no rows of " + width + " floats: export it again");
    }
  }
}
