package io.github.hjelm.controller.chunk;

/**
 * How a new answer is joined with the chunk that is being executed.
 *
 * <p>A policy that knows two ways past an obstacle draws one of them each time it is asked. What is
 * joined without regard to that hops between the ways at every answer.
 */
public enum ChunkJoin {
  /**
   * The first candidate, as it comes. Right where there is one way, or where the safety stage ranks
   * the candidates itself.
   */
  REPLACE,

  /**
   * Real-time chunking (Black, Galliker, Levine, 2025, arXiv 2506.07339): the candidate that agrees
   * best with what is executed while it is made and goes on as was planned, by the soft mask of
   * {@link PrefixMask}.
   *
   * <p>As in the paper each sample is bent towards the prefix, with a vector-Jacobian product of
   * the network at every step, where the bundle has a signature that does so: it is given what
   * {@link ChunkSchedule#prefix} says. Where it has none, as one-step policies do, the nearest of K
   * samples is all there is. That is the backward coherence of bidirectional decoding (Liu et al.,
   * 2024, arXiv 2408.17355), and only finds what K draws happen to hold: with one candidate it is
   * {@link #REPLACE}.
   */
  REAL_TIME,

  /**
   * Temporal ensembling (Zhao et al., 2023, arXiv 2304.13705): the mean of what the last chunks say
   * of this action, with the weights of {@link ChunkLineage}, offered as the first candidate.
   *
   * <p>It averages noise between answers that mean the same. The mean of a way to the left and a
   * way to the right is the obstacle; therefore only chunks of one lineage are averaged: each is
   * the candidate nearest to those before it, by the mask of {@link #REAL_TIME}, and one that is
   * not near enough begins a new lineage. It smooths only where several chunks cover an action, so
   * where few of each chunk's actions are executed.
   */
  ENSEMBLE
}
