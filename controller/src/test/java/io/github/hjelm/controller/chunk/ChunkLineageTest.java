package io.github.hjelm.controller.chunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkLineageTest {

  private static final int HORIZON = 6;

  private record Said(List<Float> chunk, long begun) {}

  @Test
  void repeatsOneChunkExactly() {
    ChunkLineage lineage = new ChunkLineage(HORIZON, 1, 1);
    assertEquals(0, lineage.covered(0));
    lineage.add(new float[] {9, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f}, 1, 100);
    assertEquals(0, lineage.covered(99));
    assertEquals(6, lineage.covered(100));
    assertEquals(1, lineage.covered(105));
    assertEquals(0, lineage.covered(106));
    float[] plan = new float[HORIZON];
    lineage.planAll(103, 3, plan);
    assertArrayEquals(new float[] {0.4f, 0.5f, 0.6f, 0.6f, 0.6f, 0.6f}, plan);
    lineage.clear();
    assertEquals(0, lineage.covered(100));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isTheWeightedMeanOfWhatTheLastChunksSay(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ChunkLineage lineage = new ChunkLineage(HORIZON, 2, 4);
    List<Said> all = new ArrayList<>();
    long begun = 0;
    float[] plan = new float[3];
    for (int k = 0; k < 2000; k++) {
      begun += random.nextInt(3);
      float[] chunk = new float[2 * HORIZON];
      List<Float> said = new ArrayList<>();
      for (int i = 0; i < chunk.length; i++) {
        chunk[i] = (float) random.nextDouble(-1, 1);
        said.add(chunk[i]);
      }
      if (random.nextInt(20) == 0) {
        lineage.clear();
        all.clear();
      }
      lineage.add(chunk, 0, begun);
      all.add(new Said(said, begun));
      long action = begun + random.nextInt(HORIZON);
      lineage.plan(action, plan, 1);
      for (int j = 0; j < 2; j++) {
        assertEquals(naive(all, action, j), plan[1 + j], 1e-6, "seed " + seed + ", chunk " + k);
      }
    }
  }

  private static double naive(List<Said> all, long action, int j) {
    double sum = 0;
    double total = 0;
    int i = 0;
    for (Said said : all.subList(Math.max(0, all.size() - 4), all.size())) {
      if (action < said.begun() + HORIZON) {
        double weight = Math.exp(-0.01 * i++);
        sum += weight * said.chunk().get((int) (action - said.begun()) * 2 + j);
        total += weight;
      }
    }
    return sum / total;
  }
}
