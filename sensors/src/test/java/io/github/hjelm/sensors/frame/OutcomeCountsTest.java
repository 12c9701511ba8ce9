package io.github.hjelm.sensors.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class OutcomeCountsTest {

  @Test
  void countsEachOutcomeByItself() {
    OutcomeCounts<FrameOutcome> counts = new OutcomeCounts<>(FrameOutcome.class);
    assertEquals("", counts.toString());
    counts.add(FrameOutcome.RETAINED);
    counts.add(FrameOutcome.EMPTY);
    counts.add(FrameOutcome.RETAINED);
    assertEquals(2, counts.of(FrameOutcome.RETAINED));
    assertEquals(0, counts.of(FrameOutcome.ACCEPTED));
    assertEquals(3, counts.total());
    assertEquals("EMPTY=1 RETAINED=2", counts.toString());
  }

  @Test
  void losesNothingBetweenThreads() throws InterruptedException {
    OutcomeCounts<FrameOutcome> counts = new OutcomeCounts<>(FrameOutcome.class);
    Runnable adding =
        () -> {
          for (int i = 0; i < 100_000; i++) {
            counts.add(FrameOutcome.ACCEPTED);
          }
        };
    Thread other = new Thread(adding);
    other.start();
    adding.run();
    other.join();
    assertEquals(200_000, counts.of(FrameOutcome.ACCEPTED));
  }

  @Test
  void onlyTwoOutcomesAreAccepted() {
    EnumSet<FrameOutcome> accepted = EnumSet.allOf(FrameOutcome.class);
    accepted.removeIf(outcome -> !outcome.accepted());
    assertEquals(
        EnumSet.of(FrameOutcome.ACCEPTED, FrameOutcome.ACCEPTED_SUBNORMAL_AS_ZERO), accepted);
    assertTrue(FrameOutcome.ACCEPTED.accepted());
  }
}
