package io.github.hjelm.controller.chunk;

import io.github.hjelm.sensors.HotPath;
import java.nio.ByteBuffer;

/**
 * The delay to expect of the next sampling, in actions: the largest of the last few. Counted and
 * not timed, as in real-time chunking; and of the last few only, so that a slow first call is
 * forgotten.
 */
final class DelayWindow {

  /** b of arXiv 2506.07339. */
  static final int SIZE = 10;

  private final int[] delays = new int[SIZE];
  private int next;

  /** Takes a delay; one longer than a chunk says no more than that it is. */
  @HotPath
  void add(long delay, int longest) {
    delays[next] = (int) Math.max(0, Math.min(delay, longest));
    next = (next + 1) % SIZE;
  }

  @HotPath
  int expected() {
    int largest = 0;
    for (int delay : delays) {
      largest = Math.max(largest, delay);
    }
    return largest;
  }

  @HotPath
  void save(ByteBuffer out) {
    for (int delay : delays) {
      out.putInt(delay);
    }
    out.putInt(next);
  }

  void load(ByteBuffer in) {
    for (int i = 0; i < SIZE; i++) {
      delays[i] = in.getInt();
    }
    next = in.getInt();
  }
}
