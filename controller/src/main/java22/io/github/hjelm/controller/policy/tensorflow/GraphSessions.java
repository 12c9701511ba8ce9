package io.github.hjelm.controller.policy.tensorflow;

import io.github.hjelm.controller.policy.SamplerRefusal;
import java.util.List;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/** Opens sessions that call TensorFlow as foreign functions. */
final class GraphSessions {

  private GraphSessions() {}

  static GraphSession open(
      GraphDef graph, ConfigProto config, List<CApiSession.Port> inputs, CApiSession.Port output)
      throws SamplerRefusal {
    // First, because the other's functions are looked up when its class is met.
    CApiSession owner = new CApiSession(graph, config, inputs, output);
    return new FfmSession(owner);
  }

  /** How TensorFlow is called, in words. */
  static String calls() {
    return "foreign functions";
  }
}
