package io.github.hjelm.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

  private final LatencyHistogram histogram = new LatencyHistogram();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 999, 1000, 1001, 20_000})
  void percentilesAreThoseOfASortedListRoundedUpWithinABucket(int count) {
    SplittableRandom random = new SplittableRandom(count);
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = Math.round(Math.exp(random.nextDouble(Math.log(100), Math.log(16e9))));
      histogram.record(sorted[i]);
    }
    Arrays.sort(sorted);
    LatencySummary summary = histogram.summary();
    assertEquals(count, summary.count());
    assertEquals(sorted[count - 1], summary.maxNs());
    assertEquals(Arrays.stream(sorted).sum(), histogram.sumNs());
    assertWithinABucket(ofShare(sorted, 0.5), summary.p50Ns());
    assertWithinABucket(ofShare(sorted, 0.99), summary.p99Ns());
    assertWithinABucket(ofShare(sorted, 0.999), summary.p999Ns());
  }

  @Test
  void withoutAnyDurationEverythingIsZero() {
    assertEquals(new LatencySummary(0, 0, 0, 0, 0), histogram.summary());
  }

  @Test
  void whatIsLongerThanTheLastBucketIsToldExactly() {
    histogram.record(60_000_000_000L);
    LatencySummary summary = histogram.summary();
    assertEquals(60_000_000_000L, summary.p50Ns());
    assertEquals(60_000_000_000L, summary.maxNs());
  }

  @Test
  void timeThatRanBackwardsCountsAsNone() {
    histogram.record(-7);
    assertEquals(new LatencySummary(1, 0, 0, 0, 0), histogram.summary());
    assertEquals(0, histogram.sumNs());
  }

  @Test
  void aReaderNeverSeesMoreCountedThanSummed() throws Exception {
    Thread loop =
        new Thread(
            () -> {
              for (int i = 0; i < 300_000; i++) {
                histogram.record(1000);
              }
            });
    loop.start();
    long last = 0;
    while (last < 300_000) {
      long count = histogram.summary().count();
      assertTrue(count >= last, "counts never fall");
      assertTrue(histogram.sumNs() >= 1000 * count);
      last = count;
    }
    loop.join();
    assertEquals(300_000_000, histogram.sumNs());
  }

  @Test
  void eachStageHasItsOwn() {
    StageHistograms stages = new StageHistograms(List.of("observe", "filter", "cycle"));
    stages.record(new long[] {1000, 2000, 3500});
    stages.record(new long[] {1000, 4000, 5500});
    assertEquals(1000, stages.stage(0).summary().maxNs());
    assertEquals(4000, stages.stage(1).summary().maxNs());
    assertEquals(5500, stages.whole().summary().maxNs());
    assertThrows(IllegalArgumentException.class, () -> new StageHistograms(List.of()));
  }

  private static long ofShare(long[] sorted, double share) {
    return sorted[Math.max(1, (int) Math.ceil(share * sorted.length)) - 1];
  }

  private static void assertWithinABucket(long exact, long told) {
    // Below 256 ns there is one bucket only.
    long width = exact < 256 ? 256 : exact / 16;
    assertTrue(told >= exact && told - exact <= width, told + " for " + exact);
  }
}
