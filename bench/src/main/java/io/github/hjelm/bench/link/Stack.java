package io.github.hjelm.bench.link;

import java.io.IOException;

/** A responder under measurement, and how the measuring robot reaches it. */
interface Stack extends AutoCloseable {

  /** The row's name: {@code paho}, {@code netty}, … */
  String responder();

  /** The broker's name, or {@code -} where there is none. */
  String broker();

  /**
   * Sends {@code frame} and waits for the answer.
   *
   * @return the answer's length, copied to the front of {@code answer}
   */
  int roundTrip(byte[] frame, int length, byte[] answer) throws IOException;

  /**
   * Bytes that the responder's own threads have allocated so far; -1 where they cannot be told
   * apart.
   */
  long allocatedBytes();

  @Override
  void close() throws IOException;
}
