package io.github.hjelm.sensors.record;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes on their way from the thread that receives to the thread that writes: a bounded ring of
 * whole records. Neither side waits for the other.
 */
final class RecordRing {

  private final byte[] bytes;
  private final int mask;

  /** Bytes ever put in; written by the receiving thread. */
  private final AtomicLong head = new AtomicLong();

  /** Bytes ever taken out; written by the writing thread. */
  private final AtomicLong tail = new AtomicLong();

  /**
   * @param capacity rounded up to a power of two
   */
  RecordRing(int capacity) {
    bytes = new byte[Math.max(64, Integer.highestOneBit(capacity - 1) << 1)];
    mask = bytes.length - 1;
  }

  int capacity() {
    return bytes.length;
  }

  boolean hasRoom(int length) {
    return bytes.length - (head.get() - tail.get()) >= length;
  }

  /** Puts a record in; the caller has asked for room. Receiving thread. */
  void put(byte[] record, int length) {
    long at = head.get();
    int start = (int) at & mask;
    int first = Math.min(length, bytes.length - start);
    System.arraycopy(record, 0, bytes, start, first);
    System.arraycopy(record, first, bytes, 0, length - first);
    head.setRelease(at + length);
  }

  /** Writes out everything that is there; returns how many bytes. Writing thread. */
  long drainTo(OutputStream out) throws IOException {
    long from = tail.get();
    long to = head.getAcquire();
    long at = from;
    while (at < to) {
      int start = (int) at & mask;
      int length = (int) Math.min(to - at, bytes.length - start);
      out.write(bytes, start, length);
      at += length;
      tail.setRelease(at);
    }
    return to - from;
  }
}
