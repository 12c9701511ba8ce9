package io.github.hjelm.export.bundle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/**
 * A policy as training leaves it: a graph whose weights live in a session. Nothing here is closed
 * by whoever is given it.
 *
 * @param session holds the values of the graph's variables
 * @param observation a placeholder of rows of O floats
 * @param noise a placeholder of rows of D floats
 * @param actions the answer of each signature, rows of D floats, in the order they are written
 */
public record PolicyGraph(
    Graph graph,
    Session session,
    Operand<TFloat32> observation,
    Operand<TFloat32> noise,
    Map<String, Operand<TFloat32>> actions) {

  public PolicyGraph {
    actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
  }
}
