package io.github.hjelm.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.load.Arrivals;
import io.github.hjelm.bench.load.Ledger;
import io.github.hjelm.bench.load.Observations;
import io.github.hjelm.bench.load.OpenLoop;
import io.github.hjelm.bench.load.SimulatedWorld;
import io.github.hjelm.bench.load.Slice;
import io.github.hjelm.bench.load.Traffic;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SliceReadingTest {

  private static final long SECOND_NS = 1_000_000_000;
  private static final long ANSWER_NS = 90_000;
  private static final Traffic KILOHERTZ = new Traffic(Arrivals.PERIODIC, 1, 1_000, SECOND_NS);

  private final Ledger ledger = new Ledger(2);

  private SliceReading read(Traffic traffic, SimulatedWorld.Behaviour behaviour)
      throws IOException, InterruptedException {
    return read(traffic, 0, behaviour);
  }

  private SliceReading read(Traffic traffic, long publishNs, SimulatedWorld.Behaviour behaviour)
      throws IOException, InterruptedException {
    SimulatedWorld world = new SimulatedWorld(ledger, publishNs, behaviour);
    Slice slice =
        new OpenLoop(world, world, world, ledger, new Observations(4))
            .send(traffic, 5, world.nanoTime() + 1_000, new Random(1));
    world.awaitUntil(slice.endNs() + 5 * SECOND_NS);
    assertTrue(SliceReading.isOver(ledger, slice, world.nanoTime()));
    return SliceReading.of(ledger, slice, traffic, 5);
  }

  private static double us(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e3;
  }

  @Test
  void theBeginningDoesNotCount() throws IOException, InterruptedException {
    SliceReading reading = read(KILOHERTZ, (robot, sequence, at) -> List.of(ANSWER_NS));
    assertEquals(new Counts(1_000, 1_000, 900, 0, 0, 0, 0, 0, 0), reading.counts());
    assertEquals(900, reading.latencies().service().getTotalCount());
    assertEquals(90, us(reading.latencies().service(), 50), 0.1);
    assertEquals(0, reading.jitter().getMaxValue());
  }

  /** A stack that stands still for 100 ms owes 100 commands, and the robot feels each. */
  @Test
  void aStandstillShowsInResponseTime() throws IOException, InterruptedException {
    long[] stop = {0};
    SliceReading reading =
        read(
            KILOHERTZ,
            (robot, sequence, at) -> {
              stop[0] = sequence == 500 ? at : stop[0];
              long resumes = stop[0] + 100_000_000;
              boolean stopped = sequence >= 500 && at < resumes;
              return List.of(ANSWER_NS + (stopped ? resumes - at : 0));
            });
    assertEquals(90, us(reading.latencies().response(), 50), 0.1);
    // 100 of 900 wait for up to 100 ms; p99 is the ninth worst.
    assertEquals(91_000, us(reading.latencies().response(), 99), 1_100);
    assertEquals(100, reading.counts().missed());
    assertEquals(100, reading.counts().longestMiss());
    assertEquals(98, reading.counts().stale());
    assertEquals(100_090, reading.age().peakNs() / 1e3, 1_001);
  }

  /** The same while the bench stands still: only what counts from the due time knows of it. */
  @Test
  void aLateBenchShowsInResponseTimeOnly() throws IOException, InterruptedException {
    SliceReading reading = read(KILOHERTZ, 1_050_000, (robot, sequence, at) -> List.of(ANSWER_NS));
    assertEquals(90, us(reading.latencies().service(), 99), 0.1);
    assertTrue(us(reading.latencies().response(), 50) > 20_000);
    assertTrue(us(reading.latencies().publish(), 99) > 40_000);
  }

  @Test
  void oneDroppedInAThousandIsCountedExactly() throws IOException, InterruptedException {
    Traffic fast = new Traffic(Arrivals.PERIODIC, 4, 2_500, SECOND_NS);
    SliceReading reading =
        read(fast, (robot, sequence, at) -> sequence % 1_000 == 0 ? List.of() : List.of(ANSWER_NS));
    // 10,000 sent; the first 1,000 do not count, and the one in them was dropped too.
    assertEquals(new Counts(10_000, 10_000, 8_991, 9, 0, 0, 0, 9, 1), reading.counts());
  }

  @Test
  void lostIsWhatComesAfterTheDeadline() throws IOException, InterruptedException {
    SliceReading reading =
        read(
            KILOHERTZ,
            (robot, sequence, at) ->
                List.of(sequence == 700 ? SliceReading.LOST_AFTER_NS + 1 : ANSWER_NS));
    assertEquals(1, reading.counts().lost());
    assertEquals(899, reading.latencies().response().getTotalCount());
  }

  @Test
  void countsDuplicatesAndThoseThatWereOvertaken() throws IOException, InterruptedException {
    SliceReading reading =
        read(
            KILOHERTZ,
            (robot, sequence, at) -> {
              if (sequence == 400) {
                return List.of(ANSWER_NS, 2 * ANSWER_NS, 3 * ANSWER_NS);
              }
              return List.of(sequence == 600 ? 2_500_000 : ANSWER_NS);
            });
    assertEquals(2, reading.counts().duplicates());
    assertEquals(1, reading.counts().reordered());
    // What was overtaken is never applied, so it is late but not stale.
    assertEquals(0, reading.counts().stale());
    assertEquals(1, reading.counts().missed());
    assertEquals(2_090, reading.age().peakNs() / 1e3, 0.01);
  }

  @Test
  void robotsDoNotOvertakeEachOther() throws IOException, InterruptedException {
    Traffic two = new Traffic(Arrivals.PERIODIC, 2, 500, SECOND_NS);
    SliceReading reading =
        read(two, (robot, sequence, at) -> List.of(robot == 5 ? 1_900_000L : ANSWER_NS));
    assertEquals(0, reading.counts().reordered());
    assertEquals(0, reading.jitter().getMaxValue());
    assertEquals(0, reading.counts().missed());
  }

  @Test
  void jitterIsThatOfAppliedCommands() throws IOException, InterruptedException {
    SliceReading reading =
        read(
            KILOHERTZ,
            (robot, sequence, at) -> List.of(ANSWER_NS + (sequence % 2 == 0 ? 200_000 : 0)));
    assertEquals(200, us(reading.jitter(), 50), 0.2);
    assertEquals(200, us(reading.jitter(), 100), 0.2);
  }

  @Test
  void aSliceIsNotOverWhileACommandMayCome() throws IOException, InterruptedException {
    SimulatedWorld world =
        new SimulatedWorld(ledger, 0, (r, s, at) -> s == 10 ? List.of() : List.of(ANSWER_NS));
    Slice slice =
        new OpenLoop(world, world, world, ledger, new Observations(4))
            .send(KILOHERTZ, 5, world.nanoTime(), new Random(1));
    world.awaitUntil(slice.endNs() + SliceReading.LOST_AFTER_NS);
    assertFalse(SliceReading.isOver(ledger, slice, world.nanoTime()));
    world.awaitUntil(slice.endNs() + SliceReading.LOST_AFTER_NS + 1);
    assertTrue(SliceReading.isOver(ledger, slice, world.nanoTime()));
  }
}
