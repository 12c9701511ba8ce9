package io.github.hjelm.bench.inference;

/** Something that runs a policy, with its memory laid out beforehand. */
interface Engine extends AutoCloseable {

  /** Answers all candidates; one observation is for all of them. */
  void run(float[] observation, float[] noise, float[] actions);

  @Override
  void close();
}
