package io.github.hjelm.sensors.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LatestMessageTest {

  /** A message whose eight words all hold the same number, so that a torn copy shows. */
  private static final class Numbered implements MessageView {
    private long number;

    @Override
    public String topic() {
      return "t";
    }

    @Override
    public int length() {
      return 64;
    }

    @Override
    public void copyTo(byte[] target) {
      for (int i = 0; i < 8; i++) {
        for (int k = 0; k < 8; k++) {
          target[8 * i + k] = (byte) (number >>> (56 - 8 * k));
        }
      }
    }

    @Override
    public boolean retained() {
      return false;
    }

    @Override
    public long receivedNs() {
      return number;
    }
  }

  private static long numberOf(LatestMessage.Slot slot) {
    ByteBuffer words = ByteBuffer.wrap(slot.payload(), 0, slot.length());
    long first = words.getLong();
    while (words.hasRemaining()) {
      assertEquals(first, words.getLong(), "a torn message");
    }
    assertEquals(first, slot.receivedNs());
    return first;
  }

  @Test
  void isEmptyUntilAMessageComesAndAgainAfterItWasTaken() {
    LatestMessage latest = new LatestMessage(64);
    assertNull(latest.take());
    latest.onMessage(new Numbered());
    assertNotNull(latest.take());
    assertNull(latest.take());
    assertEquals(0, latest.overwritten());
  }

  @Test
  void keepsTheNewestAndCountsTheRest() {
    LatestMessage latest = new LatestMessage(64);
    Numbered message = new Numbered();
    for (message.number = 1; message.number <= 5; message.number++) {
      latest.onMessage(message);
    }
    LatestMessage.Slot slot = latest.take();
    assertNotNull(slot);
    assertEquals(5, numberOf(slot));
    assertEquals(4, latest.overwritten());
  }

  @Test
  void aTakenMessageStaysWholeWhileNewOnesCome() {
    LatestMessage latest = new LatestMessage(64);
    Numbered message = new Numbered();
    message.number = 1;
    latest.onMessage(message);
    LatestMessage.Slot slot = latest.take();
    assertNotNull(slot);
    for (message.number = 2; message.number < 100; message.number++) {
      latest.onMessage(message);
      assertEquals(1, numberOf(slot));
    }
  }

  @Test
  void losesNothingUncountedBetweenTwoThreads() throws InterruptedException {
    long count = 2_000_000;
    LatestMessage latest = new LatestMessage(64);
    Thread writer =
        new Thread(
            () -> {
              Numbered message = new Numbered();
              for (message.number = 1; message.number <= count; message.number++) {
                latest.onMessage(message);
              }
            });
    writer.start();
    long taken = 0;
    long last = 0;
    while (last < count) {
      LatestMessage.Slot slot = latest.take();
      if (slot != null) {
        long number = numberOf(slot);
        assertTrue(number > last, number + " after " + last);
        last = number;
        taken++;
      }
    }
    writer.join();
    assertEquals(count, taken + latest.overwritten());
  }

  @Test
  void handsOverWithoutAllocating() {
    LatestMessage latest = new LatestMessage(64);
    Numbered message = new Numbered();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long bytes = Long.MAX_VALUE;
    // The first rounds run interpreted and may allocate on behalf of the JVM itself.
    for (int round = 0; round < 20; round++) {
      long before = threads.getThreadAllocatedBytes(self);
      for (int i = 0; i < 10_000; i++) {
        latest.onMessage(message);
        latest.take();
      }
      bytes = Math.min(bytes, threads.getThreadAllocatedBytes(self) - before);
    }
    assertEquals(0, bytes);
  }
}
