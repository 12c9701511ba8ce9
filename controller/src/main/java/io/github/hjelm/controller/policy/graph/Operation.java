package io.github.hjelm.controller.policy.graph;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of a graph.
 *
 * @param kind as TensorFlow calls it
 * @param inputs names of the operations whose first answer it reads; a name with a colon reads
 *     another answer than the first
 * @param flags the attributes that are true
 * @param constant what it holds, if it is a constant of float32 or int32
 */
public record Operation(
    String name, String kind, List<String> inputs, Set<String> flags, Optional<Constant> constant) {

  public Operation {
    inputs = List.copyOf(inputs);
    flags = Set.copyOf(flags);
  }
}
