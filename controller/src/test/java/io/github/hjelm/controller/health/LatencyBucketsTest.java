package io.github.hjelm.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatencyBucketsTest {

  @Test
  void eachBucketBeginsWhereItSays() {
    for (int bucket = 0; bucket < LatencyBuckets.COUNT; bucket++) {
      long lowest = LatencyBuckets.lowestNs(bucket);
      assertEquals(bucket, LatencyBuckets.of(lowest));
      if (bucket > 0) {
        assertEquals(bucket - 1, LatencyBuckets.of(lowest - 1));
      }
    }
  }

  @Test
  void theMiddleOfABucketIsNearWhatFellIntoIt() {
    for (int bucket = 0; bucket < LatencyBuckets.COUNT - 1; bucket++) {
      double low = LatencyBuckets.lowestNs(bucket);
      double middle = (low + LatencyBuckets.lowestNs(bucket + 1)) / 2;
      assertTrue(middle / low - 1 <= 0.032, "bucket " + bucket);
    }
  }

  @Test
  void whatIsOutOfRangeFallsIntoTheFirstOrTheLast() {
    assertEquals(0, LatencyBuckets.of(-5));
    assertEquals(0, LatencyBuckets.of(0));
    assertEquals(LatencyBuckets.COUNT - 1, LatencyBuckets.of(Long.MAX_VALUE));
  }
}
