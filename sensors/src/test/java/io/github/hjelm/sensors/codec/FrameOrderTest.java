package io.github.hjelm.sensors.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.frame.FrameOutcome;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameOrderTest {

  @Test
  void movesOnlyForward() {
    FrameOrder order = new FrameOrder();
    assertEquals(FrameOutcome.ACCEPTED, order.advance(3, 10));
    assertEquals(FrameOutcome.DUPLICATE, order.advance(3, 10));
    assertEquals(FrameOutcome.REORDERED, order.advance(3, 9));
    assertEquals(FrameOutcome.ACCEPTED, order.advance(3, 12));
    assertEquals(FrameOutcome.REORDERED, order.advance(3, 11));
  }

  @Test
  void aLargerEpochRestartsTheSequenceAndASmallerOneIsOver() {
    FrameOrder order = new FrameOrder();
    order.advance(3, 1000);
    assertEquals(FrameOutcome.ACCEPTED, order.advance(4, 0));
    assertEquals(FrameOutcome.REORDERED, order.advance(3, 1001));
    assertEquals(FrameOutcome.REORDERED, order.advance(3, 1000));
    assertEquals(4, order.epoch());
    assertEquals(0, order.sequence());
  }

  @Test
  void beginsAnywhereAndReachesTheEnd() {
    FrameOrder order = new FrameOrder();
    assertEquals(-1, order.epoch());
    assertEquals(FrameOutcome.ACCEPTED, order.advance(0, 0));
    assertEquals(FrameOutcome.ACCEPTED, order.advance(Long.MAX_VALUE, Long.MAX_VALUE));
    assertEquals(FrameOutcome.DUPLICATE, order.advance(Long.MAX_VALUE, Long.MAX_VALUE));
  }

  @Test
  void acceptsEachFrameOnceHoweverTheyAreShuffled() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      FrameOrder order = new FrameOrder();
      long newest = -1;
      for (int i = 0; i < 500; i++) {
        long epoch = random.nextInt(3);
        long sequence = random.nextInt(20);
        long rank = 100 * epoch + sequence;
        FrameOutcome expected =
            rank > newest
                ? FrameOutcome.ACCEPTED
                : rank == newest ? FrameOutcome.DUPLICATE : FrameOutcome.REORDERED;
        assertEquals(expected, order.advance(epoch, sequence), "seed " + seed + " step " + i);
        newest = Math.max(newest, rank);
      }
    }
  }
}
