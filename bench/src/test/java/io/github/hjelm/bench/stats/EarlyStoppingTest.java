package io.github.hjelm.bench.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyStoppingTest {

  /** As the rules of MLPerf Inference list them, at a confidence of 99 %. */
  @ParameterizedTest
  @CsvSource({
    "0.99, 459, 662, 838, 1307, 2010",
    "0.999, 4603, 6636, 8403, 13105, 20140",
    "0.9999, 46050, 66381, 84057, 131081, 201442",
    "0.99999, 460515, 663833, 840592, 1310845, 2014463"
  })
  void agreesWithThePublishedTable(double p, long t0, long t1, long t2, long t5, long t10) {
    assertEquals(t0, EarlyStopping.leastSamples(p, 0));
    assertEquals(t1, EarlyStopping.leastSamples(p, 1));
    assertEquals(t2, EarlyStopping.leastSamples(p, 2));
    assertEquals(t5, EarlyStopping.leastSamples(p, 5));
    assertEquals(t10, EarlyStopping.leastSamples(p, 10));
  }

  @Test
  void anEstimateLeavesAsManyAboveAsTheSamplesAllow() {
    assertEquals(-1, EarlyStopping.mayExceed(0.999, 4_602));
    assertEquals(0, EarlyStopping.mayExceed(0.999, 4_603));
    assertEquals(1, EarlyStopping.mayExceed(0.999, 6_636));
    assertEquals(9, EarlyStopping.mayExceed(0.999, 20_139));
    assertEquals(10, EarlyStopping.mayExceed(0.999, 20_140));
    assertFalse(EarlyStopping.solid(0.999, 20_139));
    assertTrue(EarlyStopping.solid(0.999, 20_140));
  }

  /** The promise itself: the estimate is below the true percentile in one of a hundred sets. */
  @Test
  void theEstimateIsRarelyTooLow() {
    Random random = new Random(3);
    int samples = 2_010;
    int above = (int) EarlyStopping.mayExceed(0.99, samples);
    int tooLow = 0;
    for (int set = 0; set < 2_000; set++) {
      int exceeding = 0;
      for (int i = 0; i < samples; i++) {
        exceeding += random.nextDouble() >= 0.99 ? 1 : 0;
      }
      // With that few above the true percentile, the estimate lies below it.
      tooLow += exceeding <= above ? 1 : 0;
    }
    // 20 expected, with a standard deviation of 4.5.
    assertTrue(tooLow <= 38, () -> "seed 3");
    assertTrue(tooLow >= 5, () -> "seed 3");
  }
}
