package io.github.hjelm.export.hjb.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.hjelm.sensors.time.HandSetClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SolveWatchTest {

  @Test
  void passesOnFourReportsASecond() {
    HandSetClock clock = new HandSetClock(7);
    List<String> heard = new ArrayList<>();
    SolveWatch watch = new SolveWatch(clock, (done, what) -> heard.add(what));
    for (int i = 1; i <= 20; i++) {
      clock.advanceNs(100_000_000);
      watch.report(i / 20.0, "step " + i);
    }
    assertEquals(List.of("step 3", "step 6", "step 9", "step 12", "step 15", "step 18"), heard);
    assertEquals(2, watch.seconds(), 1e-12);
  }
}
