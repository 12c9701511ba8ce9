package io.github.hjelm.controller.recorder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A ring against a queue of arrays. */
class FlightRingProperties {

  private static final int CAPACITY = 256;

  @Test
  void givesBackWhatWasPutInOrNothing() {
    for (long seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      FlightRing ring = new FlightRing(CAPACITY);
      Deque<byte[]> expected = new ArrayDeque<>();
      byte[] into = new byte[CAPACITY + FlightLayout.CHECKSUM_BYTES];
      int held = 0;
      for (int step = 0; step < 2000; step++) {
        String where = "seed " + seed + ", step " + step;
        if (random.nextBoolean()) {
          byte[] record = record(random);
          int split = random.nextInt(FlightLayout.BODY_AT, record.length + 1);
          boolean fits = held + record.length <= CAPACITY;
          byte[] rest = Arrays.copyOfRange(record, split, record.length);
          assertEquals(fits, ring.put(record, split, rest, rest.length), where);
          if (fits) {
            expected.add(record);
            held += record.length;
          }
        } else if (expected.isEmpty()) {
          assertEquals(0, ring.poll(into), where);
        } else {
          byte[] record = expected.remove();
          held -= record.length;
          assertEquals(record.length, ring.poll(into), where);
          assertArrayEquals(record, Arrays.copyOf(into, record.length), where);
        }
        assertEquals(CAPACITY - held, ring.room(), where);
      }
    }
  }

  @Test
  void oneThreadPutsInWhileAnotherTakesOut() throws InterruptedException {
    FlightRing ring = new FlightRing(1 << 12);
    int records = 100_000;
    Thread loop =
        new Thread(
            () -> {
              byte[] record = new byte[24];
              for (long k = 0; k < records; ) {
                FlightLayout.littleEndian(record)
                    .putInt(record.length + FlightLayout.CHECKSUM_BYTES)
                    .putLong(16, k);
                k += ring.put(record, record.length, record, 0) ? 1 : 0;
              }
            });
    loop.start();
    byte[] into = new byte[64];
    for (long k = 0; k < records; ) {
      if (ring.poll(into) > 0) {
        assertEquals(k, FlightLayout.littleEndian(into).getLong(16));
        k++;
      }
    }
    loop.join();
    assertEquals(0, ring.poll(into));
    assertTrue(ring.capacity() >= 1 << 12);
  }

  private static byte[] record(SplittableRandom random) {
    byte[] record = new byte[random.nextInt(FlightLayout.BODY_AT, 60)];
    random.nextBytes(record);
    FlightLayout.littleEndian(record).putInt(0, record.length + FlightLayout.CHECKSUM_BYTES);
    return record;
  }
}
