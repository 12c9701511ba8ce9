package io.github.hjelm.bench.engine;

/** Turns observations into actions. One thread. */
public interface Engine extends AutoCloseable {

  /**
   * Computes some rows.
   *
   * @param observations rows of observations from the front of the array
   * @param rows how many, at most as many as the engine was made for
   * @param actions where as many rows of actions go
   */
  void infer(float[] observations, int rows, float[] actions);

  @Override
  void close();
}
