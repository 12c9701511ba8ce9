package io.github.hjelm.controller.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that knows a way to the left and a way to the right, and draws one each time. */
class ChunkJoinProperties {

  private static final int ANSWERS = 4000;
  private static final double WAY = 0.5;
  private static final double NOISE = 0.1;

  /** How a drive went. */
  private record Drive(int hops, double leastSideways, double meanStep) {}

  private static Drive drive(ChunkJoin join, int executed, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ChunkSchedule schedule = Chunks.schedule(join);
    double[] into = new double[2 * Chunks.CANDIDATES];
    double[] levels = new double[Chunks.CANDIDATES];
    double before = 0;
    double least = 1;
    double steps = 0;
    int hops = 0;
    int cycles = 0;
    for (int answer = 0; answer < ANSWERS; answer++) {
      for (int k = 0; k < levels.length; k++) {
        levels[k] = (random.nextBoolean() ? WAY : -WAY) + random.nextDouble(-NOISE, NOISE);
      }
      long nowNs = cycles * Chunks.PERIOD_NS;
      schedule.accept(Chunks.constant(levels), schedule.begin(), nowNs, nowNs);
      for (int i = 0; i < executed; i++) {
        assertEquals(3, schedule.candidates(cycles * Chunks.PERIOD_NS, into));
        hops += into[0] * before < 0 ? 1 : 0;
        steps += Math.abs(into[0] - before);
        least = Math.min(least, Math.abs(into[0]));
        before = into[0];
        cycles++;
        schedule.advance();
      }
    }
    return new Drive(hops, least, steps / cycles);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void realTimeChunkingHopsOnlyWhenAllCandidatesDo(long seed) {
    Drive replaced = drive(ChunkJoin.REPLACE, 4, seed);
    Drive nearest = drive(ChunkJoin.REAL_TIME, 4, seed);
    // One draw in two goes the other way; of three, all do in one of eight. Five standard errors.
    assertEquals(ANSWERS / 2.0, replaced.hops(), 5 * Math.sqrt(ANSWERS / 4.0), "seed " + seed);
    assertEquals(ANSWERS / 8.0, nearest.hops(), 5 * Math.sqrt(ANSWERS * 7 / 64.0), "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ensemblingSmoothsOneWayAndNeverMixesTwo(long seed) {
    Drive nearest = drive(ChunkJoin.REAL_TIME, 1, seed);
    Drive mean = drive(ChunkJoin.ENSEMBLE, 1, seed);
    assertTrue(mean.leastSideways() >= WAY - NOISE - 1e-6, "seed " + seed + ": " + mean);
    assertEquals(ANSWERS / 8.0, mean.hops(), 5 * Math.sqrt(ANSWERS * 7 / 64.0), "seed " + seed);
    assertTrue(mean.meanStep() < nearest.meanStep(), "seed " + seed + ": " + mean + nearest);
  }
}
