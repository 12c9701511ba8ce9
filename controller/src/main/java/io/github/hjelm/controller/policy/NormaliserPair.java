package io.github.hjelm.controller.policy;

/**
 * What stands before and behind a policy's network.
 *
 * @param observation O components
 * @param action U components, the same for every step of a chunk
 */
public record NormaliserPair(Normaliser observation, Normaliser action) {}
