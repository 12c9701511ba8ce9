package io.github.hjelm.deploy;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened on the way to something, closed in reverse when that ends or fails. */
final class Closing implements AutoCloseable {

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Will be closed unless {@link #keep} is called. */
  <T extends AutoCloseable> T later(T one) {
    opened.push(one);
    return one;
  }

  /** All of it belongs to somebody now. */
  void keep() {
    opened.clear();
  }

  private static void closeQuietly(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      // What comes out is why it ended, not what was wrong with clearing up.
      return;
    }
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      closeQuietly(opened.pop());
    }
  }
}
