package io.github.hjelm.sensors.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReconnectDelayTest {

  @Test
  void growsFromFiftyMillisecondsAndNeverExceedsOneSecond() {
    ReconnectDelay delay = new ReconnectDelay(1);
    long ceiling = 50;
    for (int attempt = 0; attempt < 100; attempt++) {
      long ms = delay.nextMs();
      assertTrue(ms >= ceiling / 2 && ms <= ceiling, "attempt " + attempt + ": " + ms + " ms");
      ceiling = Math.min(2 * ceiling, 1_000);
    }
  }

  @Test
  void startsOverAfterAConnection() {
    ReconnectDelay delay = new ReconnectDelay(1);
    LongStream.generate(delay::nextMs).limit(20).forEach(ms -> {});
    delay.reset();
    assertTrue(delay.nextMs() <= 50);
  }

  @Test
  void differsBetweenRobots() {
    long[] one = LongStream.generate(new ReconnectDelay(1)::nextMs).limit(8).toArray();
    long[] same = LongStream.generate(new ReconnectDelay(1)::nextMs).limit(8).toArray();
    long[] other = LongStream.generate(new ReconnectDelay(2)::nextMs).limit(8).toArray();
    assertEquals(LongStream.of(one).boxed().toList(), LongStream.of(same).boxed().toList());
    assertNotEquals(LongStream.of(one).boxed().toList(), LongStream.of(other).boxed().toList());
  }
}
