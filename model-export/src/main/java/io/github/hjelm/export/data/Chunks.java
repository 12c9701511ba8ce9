package io.github.hjelm.export.data;

import io.github.hjelm.controller.policy.NormaliserPair;
import java.nio.FloatBuffer;

/**
 * What a policy is trained on: for every frame what was observed, and what was done from then on,
 * both normalised.
 *
 * <p>A chunk never reaches into the next episode: past the end of its own the last action is
 * repeated. Chunks are cut when they are asked for, so that they take no more memory than the
 * episodes. Immutable; one serves any number of threads.
 */
public final class Chunks {

  private final int horizon;
  private final int observationSize;
  private final int actionSize;
  private final float[] observations;
  private final float[] actions;

  /** Per frame, the frame after the last of its episode. */
  private final int[] ends;

  /**
   * Prepares chunks.
   *
   * @param horizon H, how many actions a chunk holds
   */
  public Chunks(Episodes episodes, int horizon, NormaliserPair normalisers) {
    observationSize = episodes.observationSize();
    actionSize = episodes.actionSize();
    this.horizon = horizon;
    if (horizon < 1
        || normalisers.observation().size() != observationSize
        || normalisers.action().size() != actionSize) {
      throw new IllegalArgumentException(
          "chunks of %d actions, normalised by %d and %d components, do not suit %d and %d"
              .formatted(
                  horizon,
                  normalisers.observation().size(),
                  normalisers.action().size(),
                  observationSize,
                  actionSize));
    }
    int frames = episodes.frames();
    observations = new float[frames * observationSize];
    actions = new float[frames * actionSize];
    ends = new int[frames];
    for (int e = 0; e < episodes.count(); e++) {
      for (int f = episodes.firstFrame(e); f < episodes.endFrame(e); f++) {
        ends[f] = episodes.endFrame(e);
        for (int i = 0; i < observationSize; i++) {
          observations[f * observationSize + i] =
              normalisers.observation().normalised(i, episodes.observation(f, i));
        }
        for (int j = 0; j < actionSize; j++) {
          actions[f * actionSize + j] = normalisers.action().normalised(j, episodes.action(f, j));
        }
      }
    }
  }

  /** N: how many chunks there are, one per frame and in their order. */
  public int count() {
    return ends.length;
  }

  /** O: numbers in an observation. */
  public int observationSize() {
    return observationSize;
  }

  /** D = H·U: numbers in a chunk, all controls of the first step before those of the second. */
  public int chunkSize() {
    return horizon * actionSize;
  }

  /** Writes pair n: its observation from place {@code at}, its actions from place {@code to} on. */
  public void copy(int n, float[] observation, int at, float[] chunk, int to) {
    System.arraycopy(observations, n * observationSize, observation, at, observationSize);
    int rows = Math.min(horizon, ends[n] - n);
    System.arraycopy(actions, n * actionSize, chunk, to, rows * actionSize);
    for (int row = rows; row < horizon; row++) {
      System.arraycopy(
          actions, (ends[n] - 1) * actionSize, chunk, to + row * actionSize, actionSize);
    }
  }

  /** The same into the memory of tensors; positions stay as they are. */
  public void copy(int n, FloatBuffer observation, int at, FloatBuffer chunk, int to) {
    observation.put(at, observations, n * observationSize, observationSize);
    int rows = Math.min(horizon, ends[n] - n);
    chunk.put(to, actions, n * actionSize, rows * actionSize);
    for (int row = rows; row < horizon; row++) {
      chunk.put(to + row * actionSize, actions, (ends[n] - 1) * actionSize, actionSize);
    }
  }

  /** Writes a batch: pairs {@code picked[from]} and the next, one after the other from place 0. */
  public void copyAll(
      int[] picked, int from, int count, float[] batchObservations, float[] batchChunks) {
    for (int k = 0; k < count; k++) {
      copy(picked[from + k], batchObservations, k * observationSize, batchChunks, k * chunkSize());
    }
  }

  /** The same into the memory of tensors. */
  public void copyAll(
      int[] picked, int from, int count, FloatBuffer batchObservations, FloatBuffer batchChunks) {
    for (int k = 0; k < count; k++) {
      copy(picked[from + k], batchObservations, k * observationSize, batchChunks, k * chunkSize());
    }
  }
}
