package io.github.hjelm.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Made-up rounds of a machine with moods: neighbours resemble each other, and some are awful. */
class BlockBootstrapProperties {

  private static final int ROUNDS = 40;
  private static final long SEED = 7;

  /**
   * Medians of two stacks per round.
   *
   * @param factor by which the first is slower
   */
  private static double[][] rounds(Random random, double factor) {
    double[][] both = new double[2][ROUNDS];
    double mood = random.nextGaussian();
    for (int round = 0; round < ROUNDS; round++) {
      mood = 0.8 * mood + 0.6 * random.nextGaussian();
      for (int stack = 0; stack < 2; stack++) {
        double own = Math.exp(0.03 * random.nextGaussian());
        double neighbour = random.nextDouble() < 0.1 ? 1 + 2 * random.nextDouble() : 1;
        double base = stack == 0 ? 100 * factor : 100;
        both[stack][round] = base * Math.exp(0.15 * mood) * own * neighbour;
      }
    }
    return both;
  }

  private static Interval interval(Random random, double factor) {
    double[][] both = rounds(random, factor);
    return new BlockBootstrap(SEED).ratio(both[0], both[1]);
  }

  @Test
  void fortyRunsOfTheSameAgainstTheSameHaveAtMostTwoFalseWins() {
    Random random = new Random(SEED);
    int wins = 0;
    int excluding = 0;
    for (int run = 0; run < 40; run++) {
      Interval interval = interval(random, 1);
      wins += interval.smaller() || interval.larger() ? 1 : 0;
      excluding += interval.excludesOne() ? 1 : 0;
    }
    int found = wins;
    int found2 = excluding;
    assertTrue(wins <= 2, () -> found + " of 40, seed " + SEED);
    assertTrue(excluding <= 6, () -> found2 + " of 40 exclude 1, seed " + SEED);
  }

  @Test
  void aDifferenceOfFivePerCentIsMostlyFound() {
    Random random = new Random(SEED);
    int found = 0;
    int wrong = 0;
    for (int run = 0; run < 40; run++) {
      Interval interval = interval(random, 1.05);
      found += interval.larger() ? 1 : 0;
      wrong += interval.smaller() ? 1 : 0;
    }
    int seen = found;
    assertTrue(found >= 32, () -> seen + " of 40, seed " + SEED);
    assertEquals(0, wrong);
  }

  @Test
  void theIntervalHoldsTheTruth() {
    Random random = new Random(SEED);
    int held = 0;
    for (int run = 0; run < 200; run++) {
      Interval interval = interval(random, 1.3);
      held += interval.lower() <= 1.3 && 1.3 <= interval.upper() ? 1 : 0;
    }
    int seen = held;
    assertTrue(held >= 180 && held < 200, () -> seen + " of 200, seed " + SEED);
  }

  @Test
  void noWinBelowThreePerCentHoweverCertain() {
    double[] slower = new double[50];
    double[] faster = new double[50];
    for (int i = 0; i < 50; i++) {
      faster[i] = 100 + i % 5;
      slower[i] = 1.02 * faster[i];
    }
    Interval interval = new BlockBootstrap(SEED).ratio(slower, faster);
    assertTrue(interval.excludesOne());
    assertFalse(interval.larger());
    for (int i = 0; i < 50; i++) {
      slower[i] = 1.04 * faster[i];
    }
    assertTrue(new BlockBootstrap(SEED).ratio(slower, faster).larger());
    assertTrue(new BlockBootstrap(SEED).ratio(faster, slower).smaller());
  }

  @Test
  void roundsWithoutAPartnerSayNothing() {
    double[] holes = {1, Double.NaN, 1, 1, 0, 1, 1, 1, 1, 1};
    double[] all = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    assertEquals(8, new BlockBootstrap(SEED).ratio(holes, all).rounds());
    double[] few = {1, 1, 1, Double.NaN, 1, 1, 1, 1};
    assertEquals(Interval.UNKNOWN, new BlockBootstrap(SEED).ratio(few, all));
    assertFalse(Interval.UNKNOWN.excludesOne());
  }

  /** Rounds without a miss must not be left out: those that remain are the other's good ones. */
  @Test
  void rareEventsOfEqualStacksAreNoWin() {
    Random random = new Random(SEED);
    int wins = 0;
    for (int run = 0; run < 40; run++) {
      double[][] both = new double[2][ROUNDS];
      for (double[] one : both) {
        for (int round = 0; round < ROUNDS; round++) {
          one[round] = random.nextDouble() < 0.5 ? 0 : random.nextInt(5) / 900.0;
        }
      }
      Interval interval = new BlockBootstrap(SEED).ratioOfSums(both[0], both[1], 0.5 / 900);
      wins += interval.smaller() || interval.larger() ? 1 : 0;
    }
    int seen = wins;
    assertTrue(wins <= 4, () -> seen + " of 40, seed " + SEED);
    double[] none = new double[ROUNDS];
    double[] many = new double[ROUNDS];
    Arrays.fill(many, 3 / 900.0);
    assertTrue(new BlockBootstrap(SEED).ratioOfSums(none, many, 0.5 / 900).smaller());
    assertEquals(1, new BlockBootstrap(SEED).ratioOfSums(none, none, 0.5 / 900).ratio());
  }

  /** Values that remember the round before. */
  private static double[] growing(Random random, double slope, double[] times) {
    double[] values = new double[times.length];
    double mood = random.nextGaussian();
    for (int i = 0; i < values.length; i++) {
      mood = 0.8 * mood + 0.6 * random.nextGaussian();
      values[i] = 50 + slope * times[i] + mood;
    }
    return values;
  }

  @Test
  void theTrendHoldsTheTruth() {
    Random random = new Random(SEED);
    double[] times = IntStream.range(0, 150).mapToDouble(i -> i / 150.0).toArray();
    int held = 0;
    int found = 0;
    for (int run = 0; run < 60; run++) {
      Trend none = new BlockBootstrap(SEED).trend(times, growing(random, 0, times));
      held += none.includesZero() ? 1 : 0;
      Trend steep = new BlockBootstrap(SEED).trend(times, growing(random, 5, times));
      found += steep.lower() > 0 && !steep.includesZero() ? 1 : 0;
    }
    int seen = held;
    int steep = found;
    assertTrue(held >= 48 && held < 60, () -> seen + " of 60, seed " + SEED);
    assertTrue(found >= 54, () -> steep + " of 60, seed " + SEED);
  }

  @Test
  void aTrendOfFewRoundsIsNone() {
    double[] few = {1, 2, 3, 4, 5, 6, 7};
    assertEquals(Trend.UNKNOWN, new BlockBootstrap(SEED).trend(few, few));
    assertFalse(Trend.UNKNOWN.includesZero());
    double[] enough = {1, 2, 3, 4, 5, 6, 7, 8};
    Trend trend = new BlockBootstrap(SEED).trend(enough, enough);
    assertEquals(1, trend.slope(), 1e-12);
    assertEquals(8, trend.rounds());
  }

  @Test
  void equalSeedsGiveEqualIntervals() {
    double[][] both = rounds(new Random(1), 1);
    assertEquals(
        new BlockBootstrap(1).ratio(both[0], both[1]),
        new BlockBootstrap(1).ratio(both[0], both[1]));
  }
}
