package io.github.hjelm.controller.chunk;

import static io.github.hjelm.controller.chunk.Chunks.PERIOD_NS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.controller.bundle.BundleManifest.Chunk;
import org.junit.jupiter.api.Test;

class ChunkScheduleTest {

  private final double[] into = new double[2 * Chunks.CANDIDATES];
  private ChunkSchedule schedule = Chunks.schedule(ChunkJoin.REPLACE);
  private long nowNs = 5_000_000_000L;

  private int candidates() {
    return schedule.candidates(nowNs, into);
  }

  private void nextCycle() {
    candidates();
    schedule.advance();
    nowNs += PERIOD_NS;
  }

  private ChunkOutcome sample(float[] actions) {
    return schedule.accept(actions, schedule.begin(), nowNs, nowNs);
  }

  private void assertFirst(float normalised) {
    assertTrue(candidates() > 0);
    assertEquals(normalised, into[0], 1e-6);
    assertEquals(10 + 2 * normalised, into[1], 1e-5);
  }

  @Test
  void isDueAndOffersNothingBeforeTheFirstAnswer() {
    assertTrue(schedule.isDue(nowNs));
    assertEquals(0, candidates());
    nextCycle();
    assertEquals(0, schedule.begin(), "nothing was there to consume");
    assertEquals(0, schedule.copyPlan(0, new double[16]));
  }

  @Test
  void offersTheActionsInOrderAndIsDueWhenTheExecutedAreUsedUp() {
    assertEquals(ChunkOutcome.JOINED, sample(Chunks.answer(1)));
    for (int i = 0; i < Chunks.HORIZON; i++) {
      assertEquals(i >= Chunks.EXECUTED, schedule.isDue(nowNs), "action " + i);
      assertFirst(Chunks.said(1, 0, i));
      nextCycle();
    }
    assertEquals(0, candidates());
    assertTrue(schedule.isDue(nowNs));
  }

  @Test
  void offersEveryCandidateInTheRobotsUnits() {
    sample(Chunks.answer(1));
    nextCycle();
    assertEquals(3, candidates());
    double step = 1 / 64.0;
    assertArrayEquals(
        new double[] {
          1 + step, 12 + 2 * step, 1.25 + step, 12.5 + 2 * step, 1.5 + step, 13 + 2 * step
        },
        into,
        1e-6);
  }

  @Test
  void consumesOnlyWhatACycleUsed() {
    sample(Chunks.answer(1));
    schedule.advance();
    schedule.advance();
    assertFirst(Chunks.said(1, 0, 0));
    schedule.advance();
    schedule.advance();
    assertFirst(Chunks.said(1, 0, 1));
    assertEquals(1, schedule.begin());
  }

  @Test
  void keepsTheCommittedCandidateFirst() {
    sample(Chunks.answer(1));
    candidates();
    schedule.commit(2);
    schedule.advance();
    assertEquals(3, candidates());
    assertEquals(Chunks.said(1, 2, 1), into[0], 1e-6);
    assertEquals(Chunks.said(1, 0, 1), into[2], 1e-6);
    assertEquals(Chunks.said(1, 1, 1), into[4], 1e-6);
    schedule.commit(0);
    schedule.advance();
    candidates();
    schedule.commit(1);
    schedule.advance();
    candidates();
    assertEquals(Chunks.said(1, 0, 3), into[0], 1e-6);
    assertEquals(Chunks.said(1, 1, 3), into[2], 1e-6);
    assertEquals(Chunks.said(1, 2, 3), into[4], 1e-6);
  }

  @Test
  void refusesToCommitToWhatItDidNotOffer() {
    assertThrows(IndexOutOfBoundsException.class, () -> schedule.commit(0));
    sample(Chunks.answer(1));
    candidates();
    assertThrows(IndexOutOfBoundsException.class, () -> schedule.commit(3));
    assertThrows(IndexOutOfBoundsException.class, () -> schedule.commit(-1));
    schedule.advance();
    assertThrows(IndexOutOfBoundsException.class, () -> schedule.commit(0));
  }

  @Test
  void entersALateAnswerBehindTheActionsThatItOvertook() {
    sample(Chunks.answer(1));
    for (int i = 0; i < 4; i++) {
      nextCycle();
    }
    long begun = schedule.begin();
    long observedNs = nowNs;
    nextCycle();
    nextCycle();
    nextCycle();
    assertFirst(Chunks.said(1, 0, 7));
    assertEquals(ChunkOutcome.JOINED, schedule.accept(Chunks.answer(2), begun, observedNs, nowNs));
    assertFirst(Chunks.said(2, 0, 3));
    assertEquals(3, schedule.expectedDelay());
    assertFalse(schedule.isDue(nowNs));
    nextCycle();
    assertTrue(schedule.isDue(nowNs), "three of eight go on while the next is made");
  }

  @Test
  void beginsEarlierWhenItsAnswersComeLate() {
    sample(Chunks.answer(1));
    long begun = schedule.begin();
    long observedNs = nowNs;
    for (int i = 0; i < 6; i++) {
      nextCycle();
    }
    schedule.accept(Chunks.answer(2), begun, observedNs, nowNs);
    assertEquals(6, schedule.expectedDelay());
    sample(Chunks.answer(3));
    nextCycle();
    assertFalse(schedule.isDue(nowNs));
    nextCycle();
    assertTrue(schedule.isDue(nowNs), "the last six of eight are for the time that it takes");
    for (int k = 0; k < DelayWindow.SIZE; k++) {
      sample(Chunks.answer(4));
    }
    assertEquals(0, schedule.expectedDelay(), "an old delay is forgotten");
  }

  @Test
  void countsTheCyclesThatFoundNoAction() {
    sample(Chunks.answer(1));
    for (int i = 0; i < Chunks.HORIZON; i++) {
      nextCycle();
    }
    long begun = schedule.begin();
    long observedNs = nowNs;
    nextCycle();
    nextCycle();
    assertEquals(ChunkOutcome.JOINED, schedule.accept(Chunks.answer(2), begun, observedNs, nowNs));
    assertFirst(Chunks.said(2, 0, 0));
    assertEquals(2, schedule.expectedDelay());
  }

  @Test
  void dropsAnswersThatAreOvertakenOrOutdated() {
    long first = schedule.begin();
    sample(Chunks.answer(1));
    for (int i = 0; i < 4; i++) {
      nextCycle();
    }
    assertEquals(ChunkOutcome.JOINED, sample(Chunks.answer(2)));
    assertEquals(ChunkOutcome.OUTDATED, schedule.accept(Chunks.answer(3), first, nowNs, nowNs));
    assertEquals(ChunkOutcome.OUTDATED, schedule.accept(Chunks.answer(3), 4, nowNs - 1, nowNs));
    assertEquals(ChunkOutcome.FROM_THE_FUTURE, schedule.accept(Chunks.answer(3), 5, nowNs, nowNs));
    assertFirst(Chunks.said(2, 0, 0));
    long begun = schedule.begin();
    long observedNs = nowNs;
    for (int i = 0; i < Chunks.HORIZON; i++) {
      nextCycle();
    }
    assertEquals(
        ChunkOutcome.OVERTAKEN, schedule.accept(Chunks.answer(4), begun, observedNs, nowNs));
    assertEquals(0, candidates());
    assertEquals(1, schedule.counts().of(ChunkOutcome.OVERTAKEN));
    assertEquals(2, schedule.counts().of(ChunkOutcome.OUTDATED));
  }

  @Test
  void doesNotResumeAPlanAfterAPause() {
    sample(Chunks.answer(1));
    nextCycle();
    nowNs += Chunks.MAX_LATE_NS;
    assertEquals(3, candidates());
    nowNs += 1;
    assertEquals(0, candidates());
    assertTrue(schedule.isDue(nowNs));
    schedule.advance();
    assertEquals(1, schedule.begin());
    long observedNs = nowNs - Chunks.MAX_LATE_NS;
    assertEquals(ChunkOutcome.LATE, schedule.accept(Chunks.answer(2), 1, observedNs - 1, nowNs));
    assertEquals(ChunkOutcome.JOINED, schedule.accept(Chunks.answer(2), 1, observedNs, nowNs));
    assertFirst(Chunks.said(2, 0, 0));
  }

  @Test
  void leavesOutCandidatesThatAreNotFinite() {
    float[] actions = Chunks.answer(1);
    actions[15] = Float.NaN;
    actions[32] = Float.POSITIVE_INFINITY;
    assertEquals(ChunkOutcome.JOINED, sample(actions));
    assertEquals(1, candidates());
    assertEquals(Chunks.said(1, 1, 0), into[0], 1e-6);
  }

  @Test
  void goesOnWithTheOldChunkWhenAPolicyFails() {
    sample(Chunks.answer(1));
    nextCycle();
    assertEquals(
        ChunkOutcome.NOT_FINITE, sample(Chunks.constant(Double.NaN, Double.NaN, Double.NaN)));
    assertEquals(ChunkOutcome.WRONG_SIZE, sample(new float[47]));
    assertEquals(ChunkOutcome.WRONG_SIZE, sample(new float[49]));
    assertEquals(3, candidates());
    assertFirst(Chunks.said(1, 0, 1));
    assertTrue(ChunkOutcome.NOT_FINITE.isPolicyFault() && ChunkOutcome.WRONG_SIZE.isPolicyFault());
    assertFalse(ChunkOutcome.LATE.isPolicyFault());
    assertEquals(2, schedule.counts().of(ChunkOutcome.WRONG_SIZE));
  }

  @Test
  void forgetsEverythingAndWhatIsUnderWay() {
    sample(Chunks.answer(1));
    long begun = schedule.begin();
    schedule.clear();
    assertEquals(0, candidates());
    assertTrue(schedule.isDue(nowNs));
    assertEquals(ChunkOutcome.OUTDATED, schedule.accept(Chunks.answer(2), begun, nowNs, nowNs));
    assertEquals(ChunkOutcome.JOINED, sample(Chunks.answer(3)));
    assertFirst(Chunks.said(3, 0, 0));
  }

  @Test
  void showsWhatEachCandidateStillPlans() {
    sample(Chunks.answer(1));
    nextCycle();
    nextCycle();
    candidates();
    schedule.commit(1);
    double[] plan = new double[2 * Chunks.HORIZON];
    int[] shown = {1, 0, 2};
    for (int place = 0; place < 3; place++) {
      assertEquals(6, schedule.copyPlan(place, plan));
      for (int i = 0; i < 6; i++) {
        assertEquals(Chunks.said(1, shown[place], i + 2), plan[2 * i], 1e-6);
        assertEquals(10 + 2 * Chunks.said(1, shown[place], i + 2), plan[2 * i + 1], 1e-5);
      }
    }
    assertEquals(0, schedule.copyPlan(3, plan));
  }

  @Test
  void replacesWithTheFirstCandidateWhateverWasCommitted() {
    sample(Chunks.constant(-0.5, 0, 0.5));
    candidates();
    schedule.commit(2);
    schedule.advance();
    sample(Chunks.constant(-0.4, 0.1, 0.6));
    assertFirst(-0.4f);
  }

  @Test
  void realTimeChunkingGoesOnTheWayThatIsExecuted() {
    schedule = Chunks.schedule(ChunkJoin.REAL_TIME);
    sample(Chunks.constant(-0.5, 0, 0.5));
    candidates();
    schedule.commit(2);
    schedule.advance();
    assertEquals(ChunkOutcome.JOINED, sample(Chunks.constant(-0.4, 0.1, 0.6)));
    assertFirst(0.6f);
    assertEquals(3, candidates());
    assertEquals(-0.4, into[2], 1e-6);
    sample(Chunks.constant(9, 0.5, 0.2));
    assertFirst(0.5f);
  }

  @Test
  void realTimeChunkingLooksAtTheFrozenActionsMost() {
    schedule = Chunks.schedule(ChunkJoin.REAL_TIME);
    sample(Chunks.constant(0, 0, 0));
    long begun = schedule.begin();
    long observedNs = nowNs;
    nextCycle();
    nextCycle();
    // The first agrees in the two that were executed, the second in the six that follow; without
    // weights the second would be nearer: 2 · 0.5² < 6 · 0.3².
    float[] actions = Chunks.constant(0.3, 0, 9);
    for (int i = 0; i < 4; i++) {
      actions[i] = 0;
      actions[2 * Chunks.HORIZON + i] = 0.5f;
    }
    schedule.accept(actions, begun, observedNs, nowNs);
    assertFirst(0.3f);
  }

  @Test
  void realTimeChunkingTakesTheFirstWhenNothingIsExecuted() {
    schedule = Chunks.schedule(ChunkJoin.REAL_TIME);
    sample(Chunks.constant(1, 1, 1));
    nowNs += Chunks.MAX_LATE_NS + 1;
    sample(Chunks.constant(0, 1, 1));
    assertFirst(0);
  }

  @Test
  void ensemblingAveragesWhatGoesTheSameWay() {
    schedule = Chunks.schedule(ChunkJoin.ENSEMBLE);
    sample(Chunks.constant(0.4, -0.4, 0.9));
    nextCycle();
    sample(Chunks.constant(-0.6, 0.6, 0.9));
    double young = Math.exp(-0.01);
    assertFirst((float) ((0.4 + young * 0.6) / (1 + young)));
    assertEquals(-0.6, into[2], 1e-6);
    nextCycle();
    sample(Chunks.constant(-0.6, 0.5, 0.9));
    double youngest = Math.exp(-0.02);
    assertFirst((float) ((0.4 + young * 0.6 + youngest * 0.5) / (1 + young + youngest)));
  }

  @Test
  void ensemblingNeverAveragesTwoWays() {
    schedule = Chunks.schedule(ChunkJoin.ENSEMBLE);
    sample(Chunks.constant(0.5, 0.5, 0.5));
    nextCycle();
    sample(Chunks.constant(-0.5, -0.5, -0.5));
    assertFirst(-0.5f);
    nextCycle();
    sample(Chunks.constant(-0.5, 0.5, 0.5));
    candidates();
    schedule.commit(2);
    schedule.advance();
    assertFirst(0.5f);
  }

  @Test
  void givesASamplerThePrefixThatItHasToKeep() {
    float[] actions = new float[2 * Chunks.HORIZON];
    float[] weights = new float[2 * Chunks.HORIZON];
    actions[0] = 77;
    assertEquals(0, schedule.prefix(nowNs, actions, weights));
    assertArrayEquals(new float[2 * Chunks.HORIZON], actions);
    assertArrayEquals(new float[2 * Chunks.HORIZON], weights);
    sample(Chunks.answer(1));
    long begun = schedule.begin();
    long observedNs = nowNs;
    nextCycle();
    nextCycle();
    schedule.accept(Chunks.answer(2), begun, observedNs, nowNs);
    nextCycle();
    assertEquals(2, schedule.expectedDelay());
    assertEquals(5, schedule.prefix(nowNs, actions, weights));
    for (int i = 0; i < Chunks.HORIZON; i++) {
      assertEquals(Chunks.said(2, 0, Math.min(3 + i, 7)), actions[2 * i], 1e-6);
      assertEquals(PrefixMask.weight(i, 2, 5), weights[2 * i], 1e-6);
      assertEquals(weights[2 * i], weights[2 * i + 1]);
    }
    assertEquals(1, weights[3]);
    assertTrue(weights[4] < 1 && weights[9] > 0);
    assertEquals(0, weights[10]);
  }

  @Test
  void refusesToBeMadeOfNothing() {
    Chunk chunk = new Chunk(8, 4, 0.1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ChunkSchedule(chunk, 0, Chunks.ACTION, ChunkJoin.REPLACE, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ChunkSchedule(chunk, 1, Chunks.ACTION, ChunkJoin.REPLACE, 0));
  }
}
