package io.github.hjelm.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.sensors.robot.Quantity;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How often each of a few candidates comes first, beside the softmin of their costs. */
class SoftRankingProperties {

  private static final int DRAWS = 40_000;
  private static final double[] CANDIDATES = {0, 0.5, 1, 2};

  /** Five standard deviations of a share of this many draws. */
  private static final double TOLERANCE = 5 * Math.sqrt(0.25 / DRAWS);

  private final CandidateRanking costs = (x, u) -> u[0];

  @Test
  void theFirstIsChosenLikeASoftmin() {
    for (double temperature : new double[] {0.25, 1, 4}) {
      assertShares(temperature, CANDIDATES);
    }
  }

  @Test
  void ofThoseThatAreLeftTheFirstIsToo() {
    // Whoever comes first is refused: the others' order is that of a softmin without it.
    double[] left = {0.5, 1, 2};
    int[] firsts = new int[left.length];
    RankedCandidates ranked = ranked(1);
    double[] u = {0};
    SplittableRandom random = new SplittableRandom(7);
    for (int draw = 0; draw < DRAWS; draw++) {
      int usable = ranked.rank(new double[] {random.nextDouble()}, CANDIDATES, CANDIDATES.length);
      for (int place = 0; place < usable; place++) {
        ranked.copy(place, u);
        if (u[0] != CANDIDATES[0]) {
          firsts[List.of(0.5, 1.0, 2.0).indexOf(u[0])]++;
          break;
        }
      }
    }
    assertShares(1, left, firsts);
  }

  private void assertShares(double temperature, double[] candidates) {
    int[] firsts = new int[candidates.length];
    RankedCandidates ranked = ranked(temperature);
    SplittableRandom random = new SplittableRandom(3);
    for (int draw = 0; draw < DRAWS; draw++) {
      ranked.rank(new double[] {random.nextDouble()}, candidates, candidates.length);
      firsts[ranked.offered(0)]++;
    }
    assertShares(temperature, candidates, firsts);
  }

  private static void assertShares(double temperature, double[] candidates, int[] firsts) {
    double sum = 0;
    for (double cost : candidates) {
      sum += Math.exp(-cost / temperature);
    }
    for (int k = 0; k < candidates.length; k++) {
      double share = Math.exp(-candidates[k] / temperature) / sum;
      assertEquals(share, (double) firsts[k] / DRAWS, TOLERANCE, "of candidate " + k);
    }
  }

  private RankedCandidates ranked(double temperature) {
    return RankedCandidates.whole(
        costs.softened(temperature, 1), List.of(Quantity.symmetric("u", "", 10)), 8);
  }

  @Test
  void theSameCycleComesOutTheSame() {
    CandidateRanking soft = costs.softened(1, 5);
    double[] x = {0.3, -0.2};
    double[] u = {0.7};
    assertEquals(soft.cost(x, u), costs.softened(1, 5).cost(x, u));
    assertTrue(soft.cost(x, u) != costs.softened(1, 6).cost(x, u));
  }

  @Test
  void whatIsNoNumberStaysNone() {
    CandidateRanking none = (x, u) -> Double.NaN;
    assertTrue(Double.isNaN(none.softened(1, 1).cost(new double[] {0}, new double[] {0})));
    assertSame(costs, costs.softened(0, 1));
    assertThrows(IllegalArgumentException.class, () -> costs.softened(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> costs.softened(-1, 1));
  }
}
