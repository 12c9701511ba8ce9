package io.github.hjelm.controller.policy.tensorflow;

import io.github.hjelm.controller.policy.SamplerRefusal;
import io.github.hjelm.controller.policy.tensorflow.CApiSession.Port;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** Where a policy's signature reads and answers: rows of floats, as wide as a bundle says. */
record SignaturePorts(TensorInfo observation, TensorInfo noise, TensorInfo actions) {

  private static final String OBSERVATION = "observation";
  private static final String NOISE = "noise";
  private static final String ACTIONS = "actions";

  /** Refuses a signature that is none of a policy of these sizes. */
  static SignaturePorts of(SavedModelGraph model, String name, int observationSize, int chunkSize)
      throws SamplerRefusal {
    SignatureDef signature = model.signature(name);
    SignaturePorts ports =
        new SignaturePorts(
            floats(signature.getInputsMap().get(OBSERVATION), OBSERVATION, name),
            floats(signature.getInputsMap().get(NOISE), NOISE, name),
            floats(signature.getOutputsMap().get(ACTIONS), ACTIONS, name));
    if (signature.getInputsCount() != 2 || signature.getOutputsCount() != 1) {
      throw new SamplerRefusal(
          "the signature '%s' has %d inputs and %d outputs where observation, noise and actions are"
                  .formatted(name, signature.getInputsCount(), signature.getOutputsCount())
              + " expected");
    }
    requireWidth(ports.observation, observationSize, OBSERVATION);
    requireWidth(ports.noise, chunkSize, NOISE);
    requireWidth(ports.actions, chunkSize, ACTIONS);
    return ports;
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
