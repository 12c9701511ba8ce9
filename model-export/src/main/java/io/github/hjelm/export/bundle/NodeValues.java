package io.github.hjelm.export.bundle;

import io.github.hjelm.controller.bundle.BundleRefusal;
import java.util.List;
import org.tensorflow.proto.TensorProto;

/** What nodes that depend on no input are worth. */
interface NodeValues {

  /** The values, in the order they are asked for. */
  List<TensorProto> of(List<NodeRef> nodes) throws BundleRefusal;
}
