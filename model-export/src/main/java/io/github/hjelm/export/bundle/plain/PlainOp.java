package io.github.hjelm.export.bundle.plain;

import java.util.List;
import org.tensorflow.proto.NodeDef;

/** What a node makes of its inputs. */
@FunctionalInterface
interface PlainOp {

  List<PlainTensor> apply(NodeDef node, List<PlainTensor> inputs);

  /** An operation of one output. */
  @FunctionalInterface
  interface Single {
    PlainTensor apply(NodeDef node, List<PlainTensor> inputs);
  }

  static PlainOp single(Single op) {
    return (node, inputs) -> List.of(op.apply(node, inputs));
  }
}
