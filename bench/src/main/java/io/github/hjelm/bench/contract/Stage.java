package io.github.hjelm.bench.contract;

import java.util.Locale;

/** What happens in a stack between the read of the socket and the write, in the trailer's order. */
public enum Stage {
  DECODE(0),
  QUEUE(1),
  INFER(2),
  FILTER(3),
  ENCODE(4),
  /** Of the previous command: its own is not over when the trailer leaves. */
  WRITE(5);

  /** Of all six. */
  public static final int TRAILER_BYTES = 6 * Integer.BYTES;

  private final int place;

  Stage(int place) {
    this.place = place;
  }

  /** Its place in the trailer, from 0. */
  public int place() {
    return place;
  }

  /** As tables name it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
