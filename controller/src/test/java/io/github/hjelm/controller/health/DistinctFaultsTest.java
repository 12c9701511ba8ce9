package io.github.hjelm.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class DistinctFaultsTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a stack trace of this test's depth takes, and no more. */
  private static final long BYTES_PER_KNOWN_FAULT = 16_384;

  private final DistinctFaults faults = new DistinctFaults();

  @Test
  void aFaultThatComesAgainIsCounted() {
    for (int i = 0; i < 5; i++) {
      boolean isNew = faults.record(shapeIsWrong("expected 32 floats, got " + 3 * i), 1000 + i);
      assertEquals(i == 0, isNew);
    }
    List<Fault> all = faults.all();
    assertEquals(1, all.size());
    Fault fault = all.get(0);
    assertEquals("java.lang.IllegalStateException", fault.type());
    assertEquals("expected 32 floats, got 0", fault.message());
    assertTrue(fault.at().contains("DistinctFaultsTest.shapeIsWrong"), fault.at());
    assertEquals(5, fault.count());
    assertEquals(1000, fault.firstEpochMillis());
    assertEquals(1004, fault.lastEpochMillis());
    assertEquals(5, faults.total());
  }

  @Test
  void classMessageAndPlaceTellFaultsApart() {
    faults.record(shapeIsWrong("too short"), 1);
    faults.record(shapeIsWrong("too short by 1"), 1);
    // On one line, so that nothing but the class differs.
    var two = List.of(new IllegalStateException("short"), new IllegalArgumentException("short"));
    two.forEach(fault -> faults.record(fault, 1));
    faults.record(shapeIsWrong("too long"), 1);
    faults.record(shapeIsWrong("1 too short"), 1);
    assertEquals(6, faults.all().size());
  }

  @Test
  void moreThanThereIsRoomForIsOnlyCounted() {
    for (int i = 0; i < 1000; i++) {
      faults.record(shapeIsWrong("x".repeat(i)), i);
    }
    assertEquals(DistinctFaults.KEPT, faults.all().size());
    assertEquals(1000, faults.total());
    assertEquals(1000 - DistinctFaults.KEPT, faults.beyond());
    assertFalse(faults.record(shapeIsWrong("xx"), 5000), "one that is kept is still known");
    assertEquals(2, faults.all().get(2).count());
    assertEquals(5000, faults.all().get(2).lastEpochMillis());
  }

  @Test
  void longMessagesAreCut() {
    faults.record(shapeIsWrong("x".repeat(100_000)), 1);
    assertEquals(400, faults.all().get(0).message().length());
  }

  @Test
  void faultsWithoutMessageOrTraceOrSenseAreTakenAsTheyAre() {
    faults.record(new NullPointerException(), 1);
    faults.record(new Bare(), 1);
    faults.record(new Bare(), 1);
    faults.record(
        new IllegalStateException() {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException();
          }
        },
        1);
    List<Fault> all = faults.all();
    assertEquals(3, all.size());
    assertEquals("", all.get(0).message());
    assertEquals("", all.get(1).at());
    assertEquals(2, all.get(1).count());
    assertTrue(all.get(2).message().contains("UnsupportedOperationException"));
  }

  @Test
  void threadsThatMeetLoseNothing() throws Exception {
    for (int round = 0; round < 200; round++) {
      DistinctFaults shared = new DistinctFaults();
      CyclicBarrier together = new CyclicBarrier(4);
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        threads.add(new Thread(() -> recordAll(shared, together)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(40, shared.all().size());
      assertTrue(shared.all().stream().allMatch(fault -> fault.count() == 4));
      assertEquals(160, shared.total());
      assertEquals(0, shared.beyond());
    }
  }

  private static void recordAll(DistinctFaults shared, CyclicBarrier together) {
    try {
      together.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new AssertionError(e);
    }
    for (int i = 0; i < 40; i++) {
      shared.record(shapeIsWrong("y".repeat(i)), i);
    }
  }

  @Test
  void aKnownFaultCostsLittleMoreThanItsStackTrace() {
    long smallest = Long.MAX_VALUE;
    for (int batch = 0; batch < 20; batch++) {
      List<Throwable> thrown = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        thrown.add(shapeIsWrong("expected " + i));
      }
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (Throwable fault : thrown) {
        faults.record(fault, 1);
      }
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(smallest <= 100 * BYTES_PER_KNOWN_FAULT, smallest + " bytes for 100 faults");
  }

  private static IllegalStateException shapeIsWrong(String message) {
    return new IllegalStateException(message);
  }

  /** As the JIT throws them when they come too often. */
  private static final class Bare extends RuntimeException {

    private static final long serialVersionUID = 1;

    Bare() {
      super(null, null, false, false);
    }
  }
}
