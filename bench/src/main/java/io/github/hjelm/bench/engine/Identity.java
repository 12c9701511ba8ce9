package io.github.hjelm.bench.engine;

import io.github.hjelm.bench.network.SeededNetwork;
import io.github.hjelm.bench.stack.Network;
import io.github.hjelm.controller.bundle.BundleRefusal;
import io.github.hjelm.export.bundle.FrozenGraph;
import io.github.hjelm.export.bundle.PolicyGraph;
import io.github.hjelm.export.bundle.SavedModelWriter;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A policy that answers the noise: what a call costs before any arithmetic. */
public final class Identity {

  private Identity() {}

  /** As the SavedModel of a bundle. */
  public static byte[] savedModel(Network size) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, false)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> observation = rows(tf, size.observations());
      Placeholder<TFloat32> noise = rows(tf, size.actions());
      return SavedModelWriter.bytes(
          FrozenGraph.of(
              new PolicyGraph(
                  graph,
                  session,
                  observation,
                  noise,
                  Map.of(SeededNetwork.SIGNATURE, tf.identity(noise)))));
    } catch (BundleRefusal e) {
      throw new IllegalStateException("an identity cannot be frozen", e);
    }
  }

  private static Placeholder<TFloat32> rows(Ops tf, int columns) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, columns)));
  }
}
