package io.github.hjelm.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.contract.Header;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final Traffic KILOHERTZ = new Traffic(Arrivals.PERIODIC, 1, 1_000, 1_000_000_000);

  private final Ledger ledger = new Ledger(2);
  private final Observations observations = new Observations(4);

  private Slice send(SimulatedWorld world, Traffic traffic)
      throws IOException, InterruptedException {
    return new OpenLoop(world, world, world, ledger, observations)
        .send(traffic, 7, world.nanoTime() + 1_000, new Random(1));
  }

  @Test
  void doesNotWaitForAStackThatHasStopped() throws IOException, InterruptedException {
    SimulatedWorld world = new SimulatedWorld(ledger, 0, (robot, sequence, at) -> List.of());
    Slice slice = send(world, KILOHERTZ);
    assertEquals(1_000, slice.sent());
    for (long number = slice.first(); number < slice.end(); number++) {
      assertEquals(slice.beginNs() + (number - slice.first()) * 1_000_000, ledger.dueNs(number));
      assertEquals(ledger.dueNs(number), ledger.sentNs(number));
      assertFalse(ledger.answered(number));
    }
  }

  @Test
  void whoeverIsLateIsLateFromWhenItWasDue() throws IOException, InterruptedException {
    // Sending takes a tenth more than the period, so the bench falls behind by 100 µs each time.
    SimulatedWorld world =
        new SimulatedWorld(ledger, 1_100_000, (robot, sequence, at) -> List.of(50_000L));
    Slice slice = send(world, KILOHERTZ);
    long number = slice.first() + 500;
    assertEquals(500 * 100_000L, ledger.sentNs(number) - ledger.dueNs(number));
    assertEquals(50_000, ledger.receivedNs(number) - ledger.sentNs(number));
  }

  @Test
  void leavesTheRestUnsentWhenItIsHopelesslyLate() throws IOException, InterruptedException {
    SimulatedWorld world =
        new SimulatedWorld(ledger, 2_000_000, (robot, sequence, at) -> List.of(50_000L));
    Slice slice = send(world, KILOHERTZ);
    assertEquals(1_000, slice.target());
    // A second and the grace of 100 ms hold 550 of 2 ms each, and one that begins at the end.
    assertEquals(551, slice.sent());
    Slice next = send(new SimulatedWorld(ledger, 0, (r, s, at) -> List.of()), KILOHERTZ);
    assertEquals(slice.end(), next.first());
  }

  @Test
  void entersOnlyCommandsThatAnswerWhatWasAsked() {
    byte[] message = new byte[Header.commandBytes(2, false)];
    long number = ledger.open(7, 1_000);
    ledger.sent(number, 1_010);
    for (Runnable wrong :
        List.<Runnable>of(
            () -> Header.write(message, 8, number, 1_000),
            () -> Header.write(message, 7, number + 1, 1_000),
            () -> Header.write(message, 7, 0, 1_000),
            () -> Header.write(message, 7, number, 999))) {
      wrong.run();
      ledger.reply(message, message.length, 2_000);
    }
    Header.write(message, 7, number, 1_000);
    ledger.reply(message, message.length - 1, 2_000);
    assertEquals(5, ledger.foreign());
    assertFalse(ledger.answered(number));
    ledger.reply(message, message.length, 3_000);
    ledger.reply(message, message.length, 4_000);
    assertTrue(ledger.answered(number));
    assertEquals(3_000, ledger.receivedNs(number));
    assertEquals(2, ledger.replies(number));
    assertEquals(5, ledger.foreign());
  }
}
