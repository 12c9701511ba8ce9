package io.github.hjelm.controller.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schedule against a slow and obvious one: a map from each action to what was said of it. */
class ChunkScheduleProperties {

  private static final int CYCLES = 20_000;

  private record UnderWay(int number, long begun, long observedNs, long dueCycle) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void offersWhatAMapOfActionsWould(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ChunkSchedule schedule = Chunks.schedule(ChunkJoin.REPLACE);
    Map<Long, Float> planned = new HashMap<>();
    Deque<UnderWay> lane = new ArrayDeque<>();
    double[] into = new double[2 * Chunks.CANDIDATES];
    long present = 0;
    int answers = 0;
    for (long cycle = 0; cycle < CYCLES; cycle++) {
      long nowNs = cycle * Chunks.PERIOD_NS;
      boolean wanted = !planned.containsKey(present) || random.nextInt(4) == 0;
      if (wanted && lane.isEmpty()) {
        lane.add(
            new UnderWay(++answers % 512, schedule.begin(), nowNs, cycle + random.nextInt(11)));
        assertEquals(present, lane.getLast().begun(), "seed " + seed);
      }
      if (!lane.isEmpty() && lane.getFirst().dueCycle() <= cycle) {
        UnderWay done = lane.remove();
        boolean isOver = present - done.begun() >= Chunks.HORIZON;
        assertEquals(
            isOver ? ChunkOutcome.OVERTAKEN : ChunkOutcome.JOINED,
            schedule.accept(Chunks.answer(done.number()), done.begun(), done.observedNs(), nowNs),
            "seed " + seed + ", cycle " + cycle);
        if (!isOver) {
          planned.clear();
          for (int i = 0; i < Chunks.HORIZON; i++) {
            planned.put(done.begun() + i, Chunks.said(done.number(), 0, i));
          }
        }
      }
      Float expected = planned.get(present);
      int count = schedule.candidates(nowNs, into);
      assertEquals(expected == null ? 0 : 3, count, "seed " + seed + ", cycle " + cycle);
      if (expected != null) {
        assertEquals(expected, (float) into[0], "seed " + seed + ", cycle " + cycle);
        present++;
      }
      schedule.advance();
    }
    assertEquals(0, schedule.counts().of(ChunkOutcome.LATE));
  }
}
