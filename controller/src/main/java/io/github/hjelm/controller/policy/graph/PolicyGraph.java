package io.github.hjelm.controller.policy.graph;

import java.util.List;

/**
 * What one signature of a policy computes.
 *
 * @param operations each behind those it reads, and only those that the answer needs
 * @param observation the operation that stands for rows of observations
 * @param noise the operation that stands for rows of noise
 * @param actions the operation whose answer is the candidates
 */
public record PolicyGraph(
    List<Operation> operations, String observation, String noise, String actions) {

  public PolicyGraph {
    operations = List.copyOf(operations);
  }
}
