package io.github.hjelm.controller.recorder;

import io.github.hjelm.sensors.HotPath;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records on their way from the loop's thread to the writing one, without their checksums: a
 * bounded ring of bytes. Neither side waits for the other.
 */
final class FlightRing {

  private final byte[] bytes;
  private final int mask;

  /** Bytes ever put in; written by the loop's thread. */
  private final AtomicLong head = new AtomicLong();

  /** Bytes ever taken out; written by the writing thread. */
  private final AtomicLong tail = new AtomicLong();

  /**
   * @param capacity rounded up to a power of two
   */
  FlightRing(int capacity) {
    bytes = new byte[Math.max(64, Integer.highestOneBit(capacity - 1) << 1)];
    mask = bytes.length - 1;
  }

  int capacity() {
    return bytes.length;
  }

  /** Bytes that can be put in now. Loop thread. */
  @HotPath
  long room() {
    return bytes.length - (head.getPlain() - tail.getAcquire());
  }

  /**
   * Puts a record in, in two parts, of which the first begins with the record's length; false, and
   * nothing put in, where there is no room. Loop thread.
   */
  @HotPath
  boolean put(byte[] first, int firstLength, byte[] second, int secondLength) {
    if (room() < firstLength + secondLength) {
      return false;
    }
    long at = head.getPlain();
    copyIn(first, firstLength, at);
    copyIn(second, secondLength, at + firstLength);
    head.setRelease(at + firstLength + secondLength);
    return true;
  }

  private void copyIn(byte[] source, int length, long at) {
    int start = (int) at & mask;
    int first = Math.min(length, bytes.length - start);
    System.arraycopy(source, 0, bytes, start, first);
    System.arraycopy(source, first, bytes, 0, length - first);
  }

  /**
   * Takes the oldest record out, to the front of an array that has room for any; returns how long
   * it is, 0 when there is none. Writing thread.
   */
  int poll(byte[] into) {
    long at = tail.getPlain();
    if (head.getAcquire() == at) {
      return 0;
    }
    copyOut(at, Integer.BYTES, into);
    int length =
        FlightLayout.littleEndian(into).getInt(FlightLayout.LENGTH_AT)
            - FlightLayout.CHECKSUM_BYTES;
    copyOut(at, length, into);
    tail.setRelease(at + length);
    return length;
  }

  private void copyOut(long at, int length, byte[] into) {
    int start = (int) at & mask;
    int first = Math.min(length, bytes.length - start);
    System.arraycopy(bytes, start, into, 0, first);
    System.arraycopy(bytes, 0, into, first, length - first);
  }
}
