package io.github.hjelm.controller.policy.tensorflow;

import io.github.hjelm.controller.policy.SamplerRefusal;
import java.util.List;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/**
 * Opens the fastest session that this Java has. A jar that was built with JDK 22 or newer holds
 * this class twice: such a JDK reads the other, which calls TensorFlow without JNI.
 */
final class GraphSessions {

  private GraphSessions() {}

  static GraphSession open(
      GraphDef graph, ConfigProto config, List<CApiSession.Port> inputs, CApiSession.Port output)
      throws SamplerRefusal {
    return new CApiSession(graph, config, inputs, output);
  }

  /** How TensorFlow is called, in words. */
  static String calls() {
    return "JNI";
  }
}
