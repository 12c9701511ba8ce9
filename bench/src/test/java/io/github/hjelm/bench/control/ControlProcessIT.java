package io.github.hjelm.bench.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.hjelm.bench.load.ParkingPacer;
import io.github.hjelm.sensors.time.MonotonicClock;
import java.io.IOException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ControlProcessIT {

  @Test
  void tellsOfEveryMillisecondOnTheClockOfThisProcess() throws IOException, InterruptedException {
    MonotonicClock clock = MonotonicClock.system();
    ParkingPacer pacer = new ParkingPacer(clock);
    try (ControlProcess control = ControlProcess.start()) {
      control.take(); // it runs
      long from = clock.nanoTime();
      pacer.awaitUntil(from + 500_000_000);
      long to = clock.nanoTime();
      // What is due late in a busy machine comes late.
      pacer.awaitUntil(to + 200_000_000);
      Lateness lateness = control.take();
      Histogram histogram = new Histogram(10_000_000_000L, 3);
      lateness.record(from, to, histogram);
      assertEquals((to - from) / 1e6, (double) histogram.getTotalCount(), 1.5);
      assertTrue(lateness.largestNs(from, to) > 0);
      assertEquals("", control.broken());
    }
  }

  @Test
  void saysSoWhenItIsGone() throws IOException {
    ControlProcess control = ControlProcess.start();
    control.take();
    control.close();
    control.take();
    assertTrue(control.broken().startsWith("the control process is gone"), control::broken);
  }

  @Test
  void nobodyKnowsWhatWasNotWatched() {
    Lateness lateness = new Lateness();
    assertEquals(-1, lateness.largestNs(0, 100));
    lateness.add(10, 3);
    lateness.add(20, 9);
    lateness.add(30, 5);
    assertEquals(9, lateness.largestNs(10, 30));
    assertEquals(5, lateness.largestNs(21, 31));
    assertEquals(-1, lateness.largestNs(31, 100));
  }
}
