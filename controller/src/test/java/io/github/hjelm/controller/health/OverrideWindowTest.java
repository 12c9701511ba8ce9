package io.github.hjelm.controller.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverrideWindowTest {

  private static final long PERIOD_NS = 100_000_000L;

  @Test
  void isTheShareOfTheLastTenSeconds() {
    OverrideWindow window = new OverrideWindow(PERIOD_NS);
    assertEquals(100, window.size());
    SplittableRandom random = new SplittableRandom(3);
    Deque<Boolean> last = new ArrayDeque<>();
    for (int cycle = 0; cycle < 1000; cycle++) {
      boolean override = random.nextDouble() < (cycle / 200 % 2 == 0 ? 0.1 : 0.8);
      window.add(override);
      last.addLast(override);
      if (last.size() > 100) {
        last.removeFirst();
      }
      double naive = last.stream().filter(on -> on).count() / 100.0;
      assertEquals(last.size() < 100 ? 0 : naive, window.share(), "cycle " + cycle);
    }
  }

  @Test
  void staysSmallForFastLoopsAndLongEnoughForSlowOnes() {
    assertEquals(1 << 14, new OverrideWindow(100_000).size());
    assertEquals(64, new OverrideWindow(5_000_000_000L).size());
    assertEquals(500, new OverrideWindow(20_000_000).size());
  }
}
