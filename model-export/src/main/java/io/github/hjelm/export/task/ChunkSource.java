package io.github.hjelm.export.task;

/** Whatever answers observations with action chunks: a trained network, a baseline, a rule. */
@FunctionalInterface
public interface ChunkSource {

  /**
   * Writes one chunk for each observation, all in the task's own units.
   *
   * @param count rows that count; the arrays may hold more
   * @param observations row by row, each of the size of {@link Task#observation()}
   * @param chunks row by row, each all controls of step 0, then of step 1, and so on
   */
  void draw(int count, float[] observations, float[] chunks);
}
