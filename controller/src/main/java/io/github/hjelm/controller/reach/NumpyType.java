package io.github.hjelm.controller.reach;

/** The two kinds of number that a table may be kept in, both little endian. */
public enum NumpyType {
  FLOAT32("<f4", 4),
  FLOAT64("<f8", 8);

  private final String code;
  private final int bytes;

  NumpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** What NumPy calls it in a file: {@code <f4} or {@code <f8}. */
  public String code() {
    return code;
  }

  /** Bytes per number. */
  public int bytes() {
    return bytes;
  }
}
