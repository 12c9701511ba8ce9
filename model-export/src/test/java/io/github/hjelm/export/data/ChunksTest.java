package io.github.hjelm.export.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.hjelm.controller.policy.Normaliser;
import io.github.hjelm.controller.policy.NormaliserPair;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {

  /** Two episodes, of 3 frames and of 1. */
  private static Episodes episodes() {
    Episodes.Recorder recorder = new Episodes.Recorder(1, 2, 0.1);
    recorder.beginEpisode();
    recorder.frame(new double[] {10}, new double[] {1, -1});
    recorder.frame(new double[] {11}, new double[] {2, -2});
    recorder.frame(new double[] {12}, new double[] {3, -3});
    recorder.beginEpisode();
    recorder.frame(new double[] {20}, new double[] {9, -9});
    return recorder.episodes();
  }

  private static final NormaliserPair PLAIN =
      new NormaliserPair(Normaliser.identity(1), Normaliser.identity(2));

  @Test
  void repeatsTheLastActionAndNeverReachesIntoTheNextEpisode() {
    Chunks chunks = new Chunks(episodes(), 2, PLAIN);
    assertEquals(4, chunks.count());
    assertEquals(1, chunks.observationSize());
    assertEquals(4, chunks.chunkSize());
    assertArrayEquals(new float[] {10, 1, -1, 2, -2}, pair(chunks, 0));
    assertArrayEquals(new float[] {11, 2, -2, 3, -3}, pair(chunks, 1));
    assertArrayEquals(new float[] {12, 3, -3, 3, -3}, pair(chunks, 2));
    assertArrayEquals(new float[] {20, 9, -9, 9, -9}, pair(chunks, 3));
  }

  @Test
  void normalisesBoth() {
    NormaliserPair pair =
        new NormaliserPair(
            new Normaliser(List.of(10.0), List.of(2.0)),
            new Normaliser(List.of(0.0, 1.0), List.of(1.0, 4.0)));
    assertArrayEquals(
        new float[] {0.5f, 2, -0.75f, 3, -1}, pair(new Chunks(episodes(), 2, pair), 1));
  }

  @Test
  void gathersBatchesIntoArraysAndBuffers() {
    Chunks chunks = new Chunks(episodes(), 3, PLAIN);
    int[] picked = {0, 3, 2, 1};
    float[] observations = new float[2];
    float[] actions = new float[12];
    chunks.copyAll(picked, 1, 2, observations, actions);
    assertArrayEquals(new float[] {20, 12}, observations);
    assertArrayEquals(new float[] {9, -9, 9, -9, 9, -9, 3, -3, 3, -3, 3, -3}, actions);

    FloatBuffer observationBuffer = FloatBuffer.allocate(2);
    FloatBuffer actionBuffer = FloatBuffer.allocate(12);
    chunks.copyAll(picked, 1, 2, observationBuffer, actionBuffer);
    assertArrayEquals(observations, observationBuffer.array());
    assertArrayEquals(actions, actionBuffer.array());
    assertEquals(0, actionBuffer.position());
  }

  @Test
  void refusesNormalisersOfOtherSizes() {
    NormaliserPair swapped = new NormaliserPair(Normaliser.identity(2), Normaliser.identity(1));
    assertThrows(IllegalArgumentException.class, () -> new Chunks(episodes(), 2, swapped));
    assertThrows(IllegalArgumentException.class, () -> new Chunks(episodes(), 0, PLAIN));
  }

  private static float[] pair(Chunks chunks, int n) {
    float[] both = new float[chunks.observationSize() + chunks.chunkSize()];
    chunks.copy(n, both, 0, both, chunks.observationSize());
    return both;
  }
}
